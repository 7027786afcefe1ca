using System.Text.Json;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>One event of a Responses stream, read strictly: two lines and a blank one, ended by line feeds, named as its data says.</summary>
internal sealed record StreamedEvent(string Type, JsonElement Data)
{
    public bool IsTerminal => Type is "response.completed" or "response.incomplete" or "response.failed" or "error";

    public JsonElement Response => Data.GetProperty("response");

    public string ErrorCode => Response.GetProperty("error").GetProperty("code").GetString()!;

    public static IReadOnlyList<StreamedEvent> ReadAll(string stream)
    {
        Assert.DoesNotContain('\r', stream);
        Assert.EndsWith("\n\n", stream, StringComparison.Ordinal);
        return [.. stream[..^2].Split("\n\n").Select(Read)];
    }

    /// <summary>Reads the next event while the stream is still open; null at its end.</summary>
    public static async Task<StreamedEvent?> ReadNextAsync(StreamReader stream)
    {
        if (await stream.ReadLineAsync() is not { } name)
        {
            return null;
        }

        var told = Read($"{name}\n{await stream.ReadLineAsync()}");
        Assert.Equal("", await stream.ReadLineAsync());
        return told;
    }

    private static StreamedEvent Read(string frame)
    {
        var lines = frame.Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("event: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("data: {", lines[1], StringComparison.Ordinal);
        var data = JsonElement.Parse(lines[1]["data: ".Length..]);
        Assert.Equal(lines[0]["event: ".Length..], data.GetProperty("type").GetString());
        return new StreamedEvent(lines[0]["event: ".Length..], data);
    }
}
