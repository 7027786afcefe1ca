namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Tells what a recording really holds: some files hold several replies one after the other, some another dialect than they say.</summary>
internal static class RecordedReplies
{
    public static IEnumerable<Recording> Split(Recording recording)
    {
        recording = recording.Api == "invoke-stream" ? Unwrap(recording) : recording;
        var frames = recording.Frames;
        var actual = recording.Documents.First().TryGetProperty("choices", out _) ? recording with { Dialect = "chat-completions" } : recording;
        var ends = frames.Where(IsEnd).Select(frame => frame.End).ToArray();
        return ends.Length < 2 ? [actual] : ends.Prepend(0).Zip(ends).Select((span, index) =>
            actual with { Name = $"{actual.Name}#{index + 1}", Body = actual.Body[span.First..span.Second] });
    }

    /// <summary>Bedrock's older API puts each event of Claude's, in base64, into a message of an event stream.</summary>
    private static Recording Unwrap(Recording recording) => recording with
    {
        ContentType = "text/event-stream",
        Body = [.. recording.Frames.SelectMany(frame => (byte[])[.. "data: "u8, .. frame.Json.GetProperty("bytes").GetBytesFromBase64(), .. "\n\n"u8])],
    };

    private static bool IsEnd(SseFrame frame) =>
        frame.IsJson && frame.Json.TryGetProperty("type", out var type) && type.GetString() is "response.completed" or "message_stop";
}
