using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>What an upstream says a reply consumed, in the words of its own counters.</summary>
/// <param name="Input">The whole prompt, with whatever part of it a cache held.</param>
/// <param name="Total">What it calls the total; null where it names none.</param>
internal sealed record RecordedUsage(long Input, long CacheRead, long Output, long? Total)
{
    /// <summary>The newest usage in a reply; null where it reports none.</summary>
    public static RecordedUsage? Find(Recording recording)
    {
        var counters = new Dictionary<string, long>();
        foreach (var json in recording.Documents)
        {
            if (FindObject(json) is { } usage)
            {
                // Gemini counts anew after each search of its own; only what it says last is all of it (recorded 2026).
                counters = usage.TryGetProperty("promptTokenCount", out _) ? [] : counters;
                Gather(usage, "", counters);
            }
        }

        return counters.Count == 0 ? null : Map(recording.Dialect, counters);
    }

    private static RecordedUsage Map(string dialect, Dictionary<string, long> counters)
    {
        long Count(params string[] names) => names.Select(name => counters.GetValueOrDefault(name)).FirstOrDefault(count => count > 0);
        if (counters.TryGetValue("iterations.input_tokens", out var run))
        {
            return new(run, counters["iterations.cache_read_input_tokens"], counters["iterations.output_tokens"], null);
        }

        return dialect switch
        {
            "replicate-predictions" => new(Count("input_token_count"), 0, Count("output_token_count"), null),
            "chat-completions" => new(Count("prompt_tokens"), Count("prompt_tokens_details.cached_tokens", "prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens"), Count("completion_tokens"), Known(counters, "total_tokens")),
            "cohere-chat" => new(
                Count("tokens.input_tokens") + Count("tokens.image_tokens"), Count("cached_tokens"), Count("tokens.output_tokens"), null),
            "anthropic-messages" => new(
                Count("input_tokens") + Count("cache_read_input_tokens") + Count("cache_creation_input_tokens"), Count("cache_read_input_tokens"), Count("output_tokens"), null),
            "gemini-generate-content" => new(
                Count("promptTokenCount") + Count("toolUsePromptTokenCount"), Count("cachedContentTokenCount"), Count("candidatesTokenCount") + Count("thoughtsTokenCount"), Known(counters, "totalTokenCount")),
            "bedrock-converse" => new(
                Count("inputTokens") + Count("cacheReadInputTokens") + Count("cacheWriteInputTokens"), Count("cacheReadInputTokens"), Count("outputTokens"), Known(counters, "totalTokens")),
            _ => new(Count("input_tokens"), Count("input_tokens_details.cached_tokens", "input_tokens_details.cache_read_input_tokens"), Count("output_tokens"), Known(counters, "total_tokens")),
        };
    }

    private static long? Known(Dictionary<string, long> counters, string name) => counters.TryGetValue(name, out var count) ? count : null;

    private static JsonElement? FindObject(JsonElement json)
    {
        foreach (var holder in (JsonElement?[])[json, Object(json, "message"), Object(json, "response"), Object(json, "delta"), Object(json, "x_groq")])
        {
            if (holder is { } element && (Object(element, "usage") ?? Object(element, "usageMetadata") ?? Object(element, "metrics")) is { } usage)
            {
                return usage;
            }
        }

        return null;
    }

    private static JsonElement? Object(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static void Gather(JsonElement usage, string path, Dictionary<string, long> counters)
    {
        foreach (var property in usage.EnumerateObject())
        {
            if (property is { Name: "iterations", Value.ValueKind: JsonValueKind.Array } && property.Value.EnumerateArray().Any(run => run.GetProperty("type").GetString() == "compaction"))
            {
                AddRuns(property.Value, counters);
            }
            else if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Gather(property.Value, $"{path}{property.Name}.", counters);
            }
            else if (property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt64(out var count))
            {
                counters[path + property.Name] = count;
            }
        }
    }

    /// <summary>Where a conversation was compacted on the way, the totals leave that out, and only the sum of the runs is all of it.</summary>
    private static void AddRuns(JsonElement runs, Dictionary<string, long> counters)
    {
        long Sum(string name) => runs.EnumerateArray().Sum(run => run.TryGetProperty(name, out var count) ? count.GetInt64() : 0);
        counters["iterations.input_tokens"] = Sum("input_tokens") + Sum("cache_read_input_tokens") + Sum("cache_creation_input_tokens");
        counters["iterations.cache_read_input_tokens"] = Sum("cache_read_input_tokens");
        counters["iterations.output_tokens"] = Sum("output_tokens");
    }
}
