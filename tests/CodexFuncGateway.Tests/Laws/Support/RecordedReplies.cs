namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Tells what a recording really holds: some files hold several replies one after the other, some another dialect than they say.</summary>
internal static class RecordedReplies
{
    public static IEnumerable<Recording> Split(Recording recording)
    {
        var frames = recording.IsStream ? SseFrame.Split(recording.Body) : [];
        var actual = recording.Documents.First().TryGetProperty("choices", out _) ? recording with { Dialect = "chat-completions" } : recording;
        var ends = frames.Where(IsEnd).Select(frame => frame.End).ToArray();
        return ends.Length < 2 ? [actual] : ends.Prepend(0).Zip(ends).Select((span, index) =>
            actual with { Name = $"{actual.Name}#{index + 1}", Body = actual.Body[span.First..span.Second] });
    }

    private static bool IsEnd(SseFrame frame) =>
        frame.IsJson && frame.Json.TryGetProperty("type", out var type) && type.GetString() is "response.completed" or "message_stop";
}
