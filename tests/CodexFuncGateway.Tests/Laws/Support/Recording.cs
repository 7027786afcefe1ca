using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>A reply as it went over the wire, from a real upstream or written by hand.</summary>
/// <param name="Name">Its file, relative to the folder it came from.</param>
/// <param name="Provider">Who sent it.</param>
/// <param name="Api">The API as the index of recordings names it.</param>
/// <param name="Dialect">The id of the dialect it is in.</param>
internal sealed record Recording(string Name, string Provider, string Api, string Dialect, int Status, byte[] Body)
{
    public const string EventStream = "application/vnd.amazon.eventstream";

    public string ContentType { get; init; } = "text/event-stream";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The Responses request that was asked, where it was one.</summary>
    public JsonElement? Request { get; init; }

    /// <summary>Whether it was written for these tests, and so is small enough to be tried in every way.</summary>
    public bool IsFixture { get; init; }

    public bool IsStream => ContentType is "text/event-stream" or EventStream;

    /// <summary>The frames of a stream, whatever its framing.</summary>
    public IReadOnlyList<SseFrame> Frames => !IsStream ? [] : ContentType == EventStream ? EventStreamFrame.Split(Body) : SseFrame.Split(Body);

    public bool IsError => Status >= 400;

    /// <summary>The JSON texts that it is made of: one per event, the elements of an array, or all of it.</summary>
    public IEnumerable<JsonElement> Documents =>
        IsStream ? Frames.Where(frame => frame.IsJson).Select(frame => frame.Json)
        : JsonElement.Parse(Body) is { ValueKind: JsonValueKind.Array } all ? all.EnumerateArray()
        : [JsonElement.Parse(Body)];
}
