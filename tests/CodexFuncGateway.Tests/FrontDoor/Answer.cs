using System.Text.Json;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What a client got, to its last byte.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonElement.Parse(Text);

    public JsonElement Error => Json.GetProperty("error");

    public string Code => Error.GetProperty("code").GetString()!;

    public string Message => Error.GetProperty("message").GetString()!;

    public string? Param => Error.GetProperty("param").GetString();

    public IReadOnlyList<StreamedEvent> Events => StreamedEvent.ReadAll(Text);

    /// <summary>The event that ended the stream, once it is certain that there was one and nothing after it.</summary>
    public StreamedEvent Terminal
    {
        get
        {
            var events = Events;
            Assert.Single(events, told => told.IsTerminal);
            Assert.True(events[^1].IsTerminal, $"The stream ends with {events[^1].Type}.");
            return events[^1];
        }
    }

    /// <summary>What the model produced: the finished items of a stream, or the output of a response.</summary>
    public IReadOnlyList<JsonElement> Items() => Text.StartsWith('{')
        ? [.. Json.GetProperty("output").EnumerateArray()]
        : [.. Events.Where(told => told.Type == "response.output_item.done").Select(told => told.Data.GetProperty("item"))];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Answer((int)response.StatusCode, headers, await response.Content.ReadAsStringAsync());
    }
}
