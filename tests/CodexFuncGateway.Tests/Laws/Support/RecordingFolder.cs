using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>Recordings of real traffic, read from the folder that <c>PROVIDER_RECORDINGS</c> names; none where it is not set.</summary>
internal static class RecordingFolder
{
    public static string? Path { get; } = Environment.GetEnvironmentVariable("PROVIDER_RECORDINGS") is { Length: > 0 } path ? path : null;

    /// <summary>The dialect of each API that the index names.</summary>
    private static readonly Dictionary<string, string> Dialects = new()
    {
        ["chat"] = "chat-completions",
        ["v2chat"] = "cohere-chat",
        ["generateContent"] = "gemini-generate-content",
        ["streamGenerateContent"] = "gemini-generate-content",
        ["messages"] = "anthropic-messages",
        ["rawPredict"] = "anthropic-messages",
        ["streamRawPredict"] = "anthropic-messages",
        ["responses"] = "openai-responses",
        ["converse"] = "bedrock-converse",
        ["converse-stream"] = "bedrock-converse",
        ["invoke"] = "anthropic-messages",
        ["invoke-stream"] = "anthropic-messages",
    };

    /// <summary>The APIs that no dialect is written for, and why not.</summary>
    private static readonly Dictionary<string, string> Unspoken = new()
    {
        ["ollama-chat"] = "Ollama is asked in chat completions, which it speaks as well",
        ["interactions"] = "Gemini is asked by generateContent; the Interactions API keeps conversations at Google",
    };

    private static readonly Dictionary<string, string> ContentTypes = new() { [".sse"] = "text/event-stream", [".bin"] = Recording.EventStream };

    /// <summary>Recordings that cannot be used, and why.</summary>
    public static IReadOnlyList<(string Name, string Reason)> Unused { get; }

    private static readonly ILookup<string, Recording> ByDialect;

    static RecordingFolder()
    {
        var unused = new List<(string, string)>();
        ByDialect = ReadIndex().SelectMany(columns => Use(columns, unused)).ToLookup(recording => recording.Dialect);
        Unused = unused;
    }

    public static IEnumerable<Recording> Read(string dialect) => ByDialect[dialect];

    private static IEnumerable<string[]> ReadIndex() =>
        Path is null ? [] : File.ReadLines(System.IO.Path.Combine(Path, "INDEX.tsv")).Skip(1)
            .Select(line => line.Split('\t'));

    private static Recording[] Use(string[] columns, List<(string, string)> unused)
    {
        if (Unspoken.TryGetValue(columns[2], out var reason))
        {
            unused.Add((columns[0], reason));
            return [];
        }

        try
        {
            return [.. RecordedReplies.Split(Read(columns[0], columns[1], columns[2], Dialects[columns[2]]))];
        }
        catch (Exception exception) when (exception is IOException or JsonException or KeyNotFoundException)
        {
            unused.Add((columns[0], exception.Message));
            return [];
        }
    }

    private static Recording Read(string name, string provider, string api, string dialect)
    {
        var file = System.IO.Path.Combine(Path!, name);
        var meta = JsonElement.Parse(File.ReadAllBytes(System.IO.Path.ChangeExtension(file, ".meta.json")));
        var response = meta.GetProperty("response");
        return new Recording(name, provider, api, dialect, response.GetProperty("status").GetInt32(), File.ReadAllBytes(file))
        {
            ContentType = ContentTypes.GetValueOrDefault(System.IO.Path.GetExtension(name), "application/json"),
            Headers = ReadHeaders(response),
            Request = api == "responses" && meta.GetProperty("request").TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object ? body : null,
        };
    }

    private static Dictionary<string, string> ReadHeaders(JsonElement response) =>
        response.GetProperty("headers").EnumerateObject()
            .Where(header => header.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(header => header.Name, header => header.Value.GetString()!);
}
