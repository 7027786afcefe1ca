using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>
/// Requests to map: the repository's own, <c>Fixtures/requests/*.json</c>, and what Codex was seen to send, from the folder that
/// <c>CODEX_CAPTURES</c> names or that lies beside the recordings.
/// </summary>
internal static class CodexRequests
{
    private static string? Captures { get; } = Environment.GetEnvironmentVariable("CODEX_CAPTURES") is { Length: > 0 } path ? path
        : RecordingFolder.Path is { } recordings ? Path.Combine(recordings, "..", "codex-captures")
        : null;

    public static IReadOnlyDictionary<string, JsonElement> All { get; } =
        ReadFolder(Path.Combine(FixtureFolder.Path, "requests")).Concat(ReadFolder(Captures)).ToDictionary();

    private static IEnumerable<KeyValuePair<string, JsonElement>> ReadFolder(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var json = JsonElement.Parse(File.ReadAllBytes(file));
            if (FindRequest(json) is { } request)
            {
                yield return KeyValuePair.Create(Path.GetFileNameWithoutExtension(file), request);
            }
        }
    }

    /// <summary>A capture holds the request as its body; frames of the WebSocket transport and answers of the model list hold none.</summary>
    private static JsonElement? FindRequest(JsonElement json)
    {
        var body = json.TryGetProperty("body", out var captured) ? captured : json;
        return body.ValueKind == JsonValueKind.Object && body.TryGetProperty("model", out _) && body.TryGetProperty("input", out _) && !body.TryGetProperty("previous_response_id", out _)
            ? body
            : null;
    }
}
