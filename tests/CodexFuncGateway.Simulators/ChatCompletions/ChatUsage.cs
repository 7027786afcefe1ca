using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Token counts in the sense of chat completions: cached is part of prompt, reasoning is part of completion.</summary>
internal static class ChatUsage
{
    public static object Write(ScriptedUsage usage, bool hasDetails, bool hasReasoningCount) => new
    {
        prompt_tokens = usage.Input,
        completion_tokens = usage.Output,
        total_tokens = usage.Input + usage.Output,
        prompt_tokens_details = hasDetails ? new { cached_tokens = usage.CacheRead } : null,
        completion_tokens_details = hasDetails && hasReasoningCount ? new { reasoning_tokens = usage.Reasoning } : null,
    };
}
