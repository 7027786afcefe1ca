using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>Token counts in the sense of the Responses API: cached is part of input, reasoning is part of output.</summary>
internal static class ReplyUsage
{
    public static object Write(ScriptedUsage usage) => new
    {
        input_tokens = usage.Input,
        input_tokens_details = new { cached_tokens = usage.CacheRead },
        output_tokens = usage.Output,
        output_tokens_details = new { reasoning_tokens = usage.Reasoning },
        total_tokens = usage.Input + usage.Output,
    };
}
