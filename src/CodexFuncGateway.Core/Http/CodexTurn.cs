using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>What Codex says of a request in its headers. It is a client's own word: nothing comes of it but one of a few words of ours.</summary>
internal static class CodexTurn
{
    private const int LongestMetadata = 16 * 1024;

    /// <summary><c>turn</c>, <c>compact</c>, <c>title</c>, <c>review</c>, <c>guardian</c>, <c>subagent</c> or <c>prewarm</c>; null where the client does not say.</summary>
    public static string? ReadKind(IHeaderDictionary headers)
    {
        var (kind, source) = ReadMetadata(headers["x-codex-turn-metadata"].ToString());
        return (kind, source, headers["x-openai-subagent"].ToString()) switch
        {
            ("compaction", _, _) => "compact",
            (_, "thread_title", _) => "title",
            (_, _, "review") => "review",
            (_, "guardian_review", _) or (_, _, "guardian") => "guardian",
            (_, "subagent", _) or (_, _, "collab_spawn") => "subagent",
            ("turn" or "prewarm", _, _) => kind,
            _ => null,
        };
    }

    private static (string? Kind, string? Source) ReadMetadata(string json)
    {
        if (json.Length is 0 or > LongestMetadata)
        {
            return default;
        }

        try
        {
            using var metadata = JsonDocument.Parse(json);
            return (Text(metadata.RootElement, "request_kind"), Text(metadata.RootElement, "thread_source"));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
