namespace CodexFuncGateway.Fuzz.Corpus;

/// <summary>What an upstream of a dialect said, as a list of frames: events, messages, or one JSON text.</summary>
internal sealed record ReplySample(string Dialect, int Status, string ContentType, IReadOnlyList<byte[]> Frames)
{
    public const string Events = "text/event-stream";
    public const string Messages = "application/vnd.amazon.eventstream";
    public const string Json = "application/json";
}
