using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.OpenAIResponses.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>What a reply's last event says.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Usage">What was consumed, where that is said.</param>
internal sealed record ReplyEnding(ReplyPart End, UsageReported? Usage)
{
    /// <summary>Reads a terminal event; null where it is not readable, which leaves the reply cut off.</summary>
    public static ReplyEnding? Read(StreamEventKind kind, ReadOnlySpan<byte> data, Route route)
    {
        try
        {
            return JsonSerializer.Deserialize(data, ResponsesJson.Default.OutcomeEvent) is { } end ? Map(kind, end.Response, end.Error, route) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <param name="error">An error that stands beside the response.</param>
    public static ReplyEnding Map(StreamEventKind kind, ResponseOutcome? response, JsonElement? error, Route route)
    {
        var usage = response?.Usage is { } reported ? new UsageReported(ResponsesUsage.Map(reported), response.ServiceTier) : null;
        return kind == StreamEventKind.Failed
            ? new ReplyEnding(new Failed(StreamErrors.Map(response?.Error ?? error, route)), usage)
            : new ReplyEnding(new Finished(Reason(kind, response)), usage);
    }

    private static FinishReason Reason(StreamEventKind kind, ResponseOutcome? response) => response?.IncompleteDetails?.Reason switch
    {
        "content_filter" => FinishReason.ContentFilter,
        _ => kind == StreamEventKind.Incomplete ? FinishReason.OutputLimit : FinishReason.Completed,
    };
}
