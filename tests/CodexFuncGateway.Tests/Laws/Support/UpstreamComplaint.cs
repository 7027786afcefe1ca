using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Tells from an upstream's own words whether its reply went wrong, without the dialect's help.</summary>
internal static class UpstreamComplaint
{
    public static bool IsIn(Recording recording) => recording.IsStream
        ? Frames(recording).Any(IsIn) || HasNoAnswer(recording) || BeginsAnew(recording)
        : recording.Documents.Any(IsIn);

    /// <summary>Whether a second attempt was spliced onto a first (Messages).</summary>
    public static bool BeginsAnew(Recording recording) => Frames(recording).Count(frame => frame.Data.Contains("\"message_start\"", StringComparison.Ordinal)) > 1;

    /// <summary>Streams of a host that gave neither an answer nor a reason; asking again is the best one can do with them.</summary>
    private static bool HasNoAnswer(Recording recording) =>
        UpstreamWords.Text(recording).Length == 0 && !Frames(recording).Any(frame => UpstreamFinish.IsIn(recording.Dialect, frame));

    private static bool IsIn(SseFrame frame) => frame.Event == "error" || frame.Event.EndsWith("Exception", StringComparison.Ordinal) || (frame.IsJson && IsIn(frame.Json));

    private static bool IsIn(JsonElement json) =>
        (json.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        || (json.TryGetProperty("type", out var type) && type.GetString() is "error" or "response.failed")
        || (json.TryGetProperty("reason", out var why) && why.ValueKind == JsonValueKind.String && why.GetString() is "error" or "canceled")
        || (json.TryGetProperty("delta", out var delta) && delta.ValueKind == JsonValueKind.Object
            && delta.TryGetProperty("finish_reason", out var reason) && reason.GetString() is "ERROR" or "TIMEOUT")
        || UpstreamFinish.Candidate(json)?.GetString() is "MALFORMED_FUNCTION_CALL" or "UNEXPECTED_TOOL_CALL" or "TOO_MANY_TOOL_CALLS" or "OTHER";

    private static IReadOnlyList<SseFrame> Frames(Recording recording) => recording.Frames;
}
