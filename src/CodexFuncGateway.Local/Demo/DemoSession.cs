using System.Text.Json;

namespace CodexFuncGateway.Local.Demo;

/// <summary>What the script needs to know of a request: the last thing the user asked for, and the calls made since.</summary>
internal sealed record DemoSession(string Prompt, IReadOnlyList<DemoCall> Calls)
{
    private const int BytesPerToken = 4;

    /// <summary>Whether the client brings the tools that the script uses, as Codex does.</summary>
    public bool HasTools { get; init; }

    public int InputTokens { get; init; }

    public static DemoSession Read(JsonElement request)
    {
        JsonElement[] messages = [.. request.GetProperty("messages").EnumerateArray()];
        var start = Array.FindLastIndex(messages, IsPrompt);
        var since = messages[(start + 1)..];
        var tools = request.TryGetProperty("tools", out var given) ? given.EnumerateArray().Select(tool => Text(tool.GetProperty("function"), "name")).ToArray() : [];
        return new DemoSession(start < 0 ? "" : Content(messages[start]), [.. ReadCalls(since)])
        {
            HasTools = tools.Contains(DemoCall.Shell) && tools.Contains(DemoCall.Patch),
            InputTokens = request.GetRawText().Length / BytesPerToken,
        };
    }

    /// <summary>What Codex itself tells the model comes as user messages too, in angle brackets.</summary>
    private static bool IsPrompt(JsonElement message) => Text(message, "role") == "user" && !Content(message).StartsWith('<');

    private static IEnumerable<DemoCall> ReadCalls(JsonElement[] messages)
    {
        var results = messages.Where(message => Text(message, "role") == "tool").ToLookup(message => Text(message, "tool_call_id"), Content);
        foreach (var call in messages.Where(message => message.TryGetProperty("tool_calls", out _)).SelectMany(message => message.GetProperty("tool_calls").EnumerateArray()))
        {
            var function = call.GetProperty("function");
            yield return new DemoCall(Text(function, "name"), ReadInput(Text(function, "arguments")), results[Text(call, "id")].FirstOrDefault(""));
        }
    }

    /// <summary>Both tools have one argument that matters; what is no call of the script's own may hold anything.</summary>
    private static string ReadInput(string arguments)
    {
        try
        {
            using var json = JsonDocument.Parse(arguments);
            return Text(json.RootElement, "cmd") + Text(json.RootElement, "input");
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Content(JsonElement message) => message.TryGetProperty("content", out var content) switch
    {
        true when content.ValueKind == JsonValueKind.String => content.GetString()!,
        true when content.ValueKind == JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => Text(part, "text"))),
        _ => "",
    };
}
