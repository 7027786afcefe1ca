using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>A reply of the operation that does not stream.</summary>
internal static class ReplyBody
{
    public static SimulatedReply Write(ScriptedStep step, IReadOnlyList<JsonElement> content)
    {
        var body = new
        {
            metrics = new { latencyMs = 412 },
            output = new { message = new { content, role = "assistant" } },
            stopReason = StopReason(step),
            usage = WriteUsage(step.Usage),
        };
        return new SimulatedReply([JsonSerializer.SerializeToUtf8Bytes(body)]) { ContentType = "application/json" };
    }

    public static string StopReason(ScriptedStep step) => step.Calls.Count > 0 ? "tool_use" : "end_turn";

    /// <summary>The input leaves out what a cache was involved in, the total does not.</summary>
    public static object WriteUsage(ScriptedUsage usage) => new
    {
        inputTokens = usage.FreshInput,
        outputTokens = usage.Output,
        totalTokens = usage.Input + usage.Output,
        cacheReadInputTokens = usage.CacheRead,
        cacheWriteInputTokens = usage.CacheWrite + usage.CacheWrite1h,
        cacheReadInputTokenCount = usage.CacheRead,
        cacheWriteInputTokenCount = usage.CacheWrite + usage.CacheWrite1h,
        cacheDetails = new[] { new { inputTokens = usage.CacheWrite, ttl = "5m" }, new { inputTokens = usage.CacheWrite1h, ttl = "1h" } },
        serverToolUsage = new { },
    };
}
