using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>Parts as the chunks of a stream, each with the counters so far, or as one reply.</summary>
internal static class ReplyChunks
{
    public static SimulatedReply Write(GeminiCall call, NumberedStep step, IReadOnlyList<JsonElement> parts, GeminiService service)
    {
        var chunks = call.IsStream
            ? parts.Select((part, index) => WriteChunk(call, step, [part], isLast: index == parts.Count - 1, service)).ToArray()
            : [WriteChunk(call, step, parts, isLast: true, service)];
        return call switch
        {
            { IsStream: true, IsEvents: true } => new SimulatedReply(chunks.Select(SseFrames.Unnamed)) { ContentType = "text/event-stream" },
            { IsStream: true } => AsJson(chunks.Select((chunk, index) => $"{(index == 0 ? "[" : ",\r\n")}{JsonSerializer.Serialize(chunk)}").Append("]")),
            _ => AsJson([JsonSerializer.Serialize(chunks[0])]),
        };
    }

    private static SimulatedReply AsJson(IEnumerable<string> frames) => new(frames) { ContentType = "application/json; charset=UTF-8" };

    private static Dictionary<string, object> WriteChunk(GeminiCall call, NumberedStep step, IReadOnlyList<JsonElement> parts, bool isLast, GeminiService service)
    {
        var candidate = new Dictionary<string, object> { ["content"] = new { parts, role = "model" }, ["index"] = 0 };
        if (isLast)
        {
            candidate["finishReason"] = "STOP";
            if (step.Step.Search is { } search)
            {
                candidate["groundingMetadata"] = WriteGrounding(search, step.Step.Text ?? "");
            }
        }

        return new Dictionary<string, object>
        {
            ["candidates"] = new object[] { candidate },
            ["usageMetadata"] = isLast ? WriteUsage(step.Step, service) : WriteEarlyUsage(step.Step.Usage, service),
            ["modelVersion"] = call.Model,
            ["responseId"] = $"simulated{step.Number}",
        };
    }

    private static object WriteGrounding(ScriptedSearch search, string text) => new
    {
        searchEntryPoint = new { renderedContent = "<div>…</div>" },
        groundingChunks = search.Sources.Select(source => new { web = new { uri = source.Url, title = source.Title } }).ToArray(),
        groundingSupports = new[] { new { segment = new { endIndex = ScriptedSearch.CitedBytes(text), text = ScriptedSearch.Cited(text) }, groundingChunkIndices = search.Sources.Select((_, index) => index).ToArray() } },
        webSearchQueries = new[] { search.Query },
    };

    private static object WriteEarlyUsage(ScriptedUsage usage, GeminiService service) => service.IsVertex
        ? new { trafficType = "ON_DEMAND" }
        : new { promptTokenCount = usage.Input, candidatesTokenCount = 1, totalTokenCount = usage.Input + 1, serviceTier = "standard" };

    private static Dictionary<string, object> WriteUsage(ScriptedStep step, GeminiService service)
    {
        var usage = step.Usage;
        var counters = new Dictionary<string, object>
        {
            ["promptTokenCount"] = usage.Input,
            ["candidatesTokenCount"] = usage.Output - usage.Reasoning,
            ["totalTokenCount"] = usage.Input + usage.Output,
            ["promptTokensDetails"] = new[] { new { modality = "TEXT", tokenCount = usage.Input } },
        };
        if (usage.CacheRead > 0)
        {
            counters["cachedContentTokenCount"] = usage.CacheRead;
        }

        if (usage.Reasoning > 0)
        {
            counters["thoughtsTokenCount"] = usage.Reasoning;
        }

        counters[service.IsVertex ? "trafficType" : "serviceTier"] = service.IsVertex ? "ON_DEMAND" : step.ServiceTier ?? "standard";
        return counters;
    }
}
