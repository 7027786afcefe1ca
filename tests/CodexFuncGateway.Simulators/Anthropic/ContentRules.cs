using System.Buffers.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The content blocks one by one: known kinds and names, no blank text, ids of the right form.</summary>
internal static partial class ContentRules
{
    private const int MostImageBytes = 10 * 1024 * 1024;

    private static readonly Dictionary<string, HashSet<string>> KnownNames = new()
    {
        ["text"] = ["type", "text", "cache_control", "citations"],
        ["image"] = ["type", "source", "cache_control"],
        ["document"] = ["type", "source", "cache_control", "title", "context", "citations"],
        ["thinking"] = ["type", "thinking", "signature"],
        ["redacted_thinking"] = ["type", "data"],
        ["tool_use"] = ["type", "id", "name", "input", "cache_control", "caller"],
        ["server_tool_use"] = ["type", "id", "name", "input", "cache_control", "caller"],
        ["web_search_tool_result"] = ["type", "tool_use_id", "content", "cache_control", "caller"],
        ["tool_result"] = ["type", "tool_use_id", "content", "is_error", "cache_control"],
    };

    private static readonly HashSet<string> MessageNames = ["role", "content"];

    public static string? FindProblem(JsonElement body)
    {
        var system = body.ItemsAt("system").Select((block, index) => FindBlockProblem(block, $"system.{index}"));
        var messages = body.ItemsAt("messages").Select((message, index) => FindMessageProblem(message, $"messages.{index}"));
        return system.Concat(messages).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindMessageProblem(JsonElement message, string path)
    {
        if (message.FirstUnknownName(MessageNames) is { } unknown)
        {
            return $"{path}.{unknown}: Extra inputs are not permitted";
        }

        if (message.At("content") is { ValueKind: JsonValueKind.String } text)
        {
            return FindBlank(text.GetString()!);
        }

        var blocks = message.ItemsAt("content");
        return blocks.Count == 0
            ? $"{path}: all messages must have non-empty content except for the optional final assistant message"
            : blocks.Select((block, index) => FindBlockProblem(block, $"{path}.content.{index}")).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindBlockProblem(JsonElement block, string path)
    {
        var type = block.TextAt("type") ?? "";
        if (!KnownNames.TryGetValue(type, out var names))
        {
            return $"{path}: Input tag '{type}' found using 'type' does not match any of the expected tags: {string.Join(", ", KnownNames.Keys)}";
        }

        if (block.FirstUnknownName(names) is { } unknown)
        {
            return $"{path}.{type}.{unknown}: Extra inputs are not permitted";
        }

        return type switch
        {
            "text" => FindBlank(block.TextAt("text") ?? ""),
            "image" => FindImageProblem(block.At("source"), path),
            "thinking" => block.TextAt("signature") is null ? $"{path}.thinking.signature: Field required" : null,
            "tool_use" => FindToolUseProblem(block, path),
            "tool_result" => FindToolResultProblem(block, path),
            _ => null,
        };
    }

    private static string? FindImageProblem(JsonElement source, string path) => source.TextAt("type") switch
    {
        "url" => source.TextAt("url")?.StartsWith("http", StringComparison.Ordinal) is true ? null : $"{path}.image.source.url: Only HTTP(S) URLs are supported",
        "base64" when source.TextAt("media_type") is not ("image/png" or "image/jpeg" or "image/gif" or "image/webp") =>
            $"{path}.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
        "base64" when source.TextAt("data") is not { } data || !Base64.IsValid(data) => $"{path}.image.source.base64.data: Invalid base64 data",
        "base64" when source.TextAt("data")!.Length > MostImageBytes => $"{path}.image.source.base64: image exceeds 10 MB maximum: {source.TextAt("data")!.Length} bytes > {MostImageBytes} bytes",
        "base64" => null,
        _ => $"{path}.image.source: Field required",
    };

    private static string? FindToolUseProblem(JsonElement block, string path)
    {
        if (!CallId().IsMatch(block.TextAt("id") ?? ""))
        {
            return $"{path}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'";
        }

        return block.At("input").ValueKind == JsonValueKind.Object ? null : $"{path}.tool_use.input: Input should be a valid dictionary";
    }

    private static string? FindToolResultProblem(JsonElement block, string path)
    {
        if (!CallId().IsMatch(block.TextAt("tool_use_id") ?? ""))
        {
            return $"{path}.tool_result.tool_use_id: String should match pattern '^[a-zA-Z0-9_-]+$'";
        }

        return block.ItemsAt("content").Select((inner, index) => FindBlockProblem(inner, $"{path}.tool_result.content.{index}"))
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? FindBlank(string text) => text switch
    {
        "" => "messages: text content blocks must be non-empty",
        _ when string.IsNullOrWhiteSpace(text) => "messages: text content blocks must contain non-whitespace text",
        _ => null,
    };

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex CallId();
}
