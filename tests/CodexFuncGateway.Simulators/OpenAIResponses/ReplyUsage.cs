using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>Token counts in the sense of the Responses API: cached is part of input, reasoning is part of output.</summary>
internal static class ReplyUsage
{
    public static object Write(ScriptedStep step, ResponsesQuirks quirks) =>
        quirks.SignsCalls ? WriteAgents(step.Usage, Searches(step)) : Write(step.Usage, quirks.SpeaksLikeXai ? Searches(step) : null);

    private static int Searches(ScriptedStep step) => step.Search is null ? 0 : 1;

    private static object Write(ScriptedUsage usage, int? searches) => new
    {
        server_side_tool_usage_details = searches is null ? null : new { web_search_calls = searches, x_search_calls = 0 },
        input_tokens = usage.Input,
        input_tokens_details = new { cached_tokens = usage.CacheRead, cache_write_tokens = usage.CacheWrite + usage.CacheWrite1h },
        output_tokens = usage.Output,
        output_tokens_details = new { reasoning_tokens = usage.Reasoning },
        total_tokens = usage.Input + usage.Output,
    };

    /// <summary>Perplexity's agents name caches as Anthropic does, and do not count reasoning apart.</summary>
    private static object WriteAgents(ScriptedUsage usage, int searches) => new
    {
        input_tokens = usage.Input,
        input_tokens_details = new { cache_read_input_tokens = usage.CacheRead, cache_creation_input_tokens = usage.CacheWrite },
        output_tokens = usage.Output,
        total_tokens = usage.Input + usage.Output,
        tool_calls_details = searches == 0 ? null : new { web_search = new { invocation = searches } },
        cost = new { currency = "USD", input_cost = 0.0001, output_cost = 0.0002, total_cost = 0.0003 },
    };
}
