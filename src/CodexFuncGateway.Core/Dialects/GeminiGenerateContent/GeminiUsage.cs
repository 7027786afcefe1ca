using System.Text.Json;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Maps usage to disjoint buckets. Here the prompt count includes what a cache held and leaves out what the upstream's own tools added to the
/// prompt, and the answer's count leaves out thoughts.
/// </summary>
internal static class GeminiUsage
{
    /// <summary>Null where nothing has been counted yet.</summary>
    public static UsageReported? Map(GeminiUsageWire usage, int searches)
    {
        if (usage is { PromptTokenCount: null, CandidatesTokenCount: null, ThoughtsTokenCount: null })
        {
            return null;
        }

        var cached = usage.CachedContentTokenCount ?? 0;
        var thoughts = usage.ThoughtsTokenCount ?? 0;
        var counted = new TokenUsage
        {
            FreshInputTokens = Math.Max(0, (usage.PromptTokenCount ?? 0) - cached) + (usage.ToolUsePromptTokenCount ?? 0),
            CacheReadTokens = cached,
            OutputTokens = (usage.CandidatesTokenCount ?? 0) + thoughts,
            ReasoningTokens = thoughts,
            Searches = searches,
        };
        return new UsageReported(counted, usage.ServiceTier ?? Tier(usage.TrafficType));
    }

    /// <summary>Reads the counters with which a text begins. They stand in every chunk, so they are not left to the serializer, which takes three times as long.</summary>
    public static GeminiUsageWire Read(ReadOnlySpan<byte> json)
    {
        var counters = new GeminiUsageWire();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            counters = reader.TokenType switch
            {
                JsonTokenType.Number when reader.TryGetInt64(out var count) => Add(counters, name, TokenCountConverter.Clamp(count)),
                JsonTokenType.String => Add(counters, name, reader.GetString()!),
                _ => counters,
            };
            reader.Skip();
        }

        return counters;
    }

    private static GeminiUsageWire Add(GeminiUsageWire counters, ReadOnlySpan<byte> name, long count) => name switch
    {
        _ when name.SequenceEqual("promptTokenCount"u8) => counters with { PromptTokenCount = count },
        _ when name.SequenceEqual("candidatesTokenCount"u8) => counters with { CandidatesTokenCount = count },
        _ when name.SequenceEqual("cachedContentTokenCount"u8) => counters with { CachedContentTokenCount = count },
        _ when name.SequenceEqual("thoughtsTokenCount"u8) => counters with { ThoughtsTokenCount = count },
        _ when name.SequenceEqual("toolUsePromptTokenCount"u8) => counters with { ToolUsePromptTokenCount = count },
        _ => counters,
    };

    private static GeminiUsageWire Add(GeminiUsageWire counters, ReadOnlySpan<byte> name, string text) => name switch
    {
        _ when name.SequenceEqual("serviceTier"u8) => counters with { ServiceTier = text },
        _ when name.SequenceEqual("trafficType"u8) => counters with { TrafficType = text },
        _ => counters,
    };

    private static string? Tier(string? traffic) => traffic switch
    {
        "ON_DEMAND" => "standard",
        "ON_DEMAND_FLEX" => "flex",
        "ON_DEMAND_PRIORITY" => "priority",
        _ => null,
    };
}
