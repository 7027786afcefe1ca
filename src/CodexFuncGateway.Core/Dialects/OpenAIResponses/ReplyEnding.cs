using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>What a reply's last event says.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Usage">What was consumed, where that is said.</param>
internal sealed record ReplyEnding(ReplyPart End, UsageReported? Usage)
{
    /// <summary>
    /// Reads a terminal event; null where it is not readable, which leaves the reply cut off. It repeats the whole reply, so only the places of
    /// its values are found, and the few that matter are read.
    /// </summary>
    public static ReplyEnding? Read(StreamEventKind kind, ReadOnlyMemory<byte> data, Route route)
    {
        try
        {
            using var index = JsonIndex.Parse(data);
            return Map(kind, Outcome(index.Root), Error(index.Root), route);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <param name="error">An error that stands beside the response.</param>
    public static ReplyEnding Map(StreamEventKind kind, ResponseOutcome? response, JsonElement? error, Route route)
    {
        var usage = response?.Usage is { IsWhole: true } reported
            ? new UsageReported(ResponsesUsage.Map(reported, response.Searches), response.ServiceTier) { IsIncomplete = !reported.IsComplete }
            : null;
        return kind == StreamEventKind.Failed
            ? new ReplyEnding(new Failed(StreamErrors.Map(response?.Error ?? error, route)), usage)
            : new ReplyEnding(new Finished(Reason(kind, response)), usage);
    }

    private static ResponseOutcome? Outcome(JsonView told) => told.TryGetProperty("response", out var response) && response.ValueKind == JsonValueKind.Object
        ? new ResponseOutcome
        {
            Usage = Member(response, "usage", ResponsesJson.Default.UsageWire),
            Error = Error(response),
            IncompleteDetails = Member(response, "incomplete_details", ResponsesJson.Default.IncompleteDetails),
            ServiceTier = Member(response, "service_tier", ResponsesJson.Default.String),
            Searches = response.TryGetProperty("output", out var output) && output.ValueKind == JsonValueKind.Array ? WebSearchCalls.Count(output) : 0,
        }
        : null;

    private static JsonElement? Error(JsonView told) =>
        told.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null ? error.ToElement() : null;

    private static T? Member<T>(JsonView told, string name, JsonTypeInfo<T> type)
        where T : class =>
        told.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? JsonSerializer.Deserialize(value.RawSpan, type) : default;

    private static FinishReason Reason(StreamEventKind kind, ResponseOutcome? response) => response?.IncompleteDetails?.Reason switch
    {
        "content_filter" => FinishReason.ContentFilter,
        _ => kind == StreamEventKind.Incomplete ? FinishReason.OutputLimit : FinishReason.Completed,
    };
}
