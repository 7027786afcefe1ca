using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>Messages one by one: known roles and fields, content of a kind that the role may have, the system turn first, a user or a tool last.</summary>
internal static class MessageRules
{
    private static readonly Dictionary<string, (HashSet<string> Fields, string[] Parts)> Roles = new()
    {
        ["system"] = (["role", "content"], ["text"]),
        ["user"] = (["role", "content"], ["text", "image_url"]),
        ["assistant"] = (["role", "content", "tool_calls", "tool_plan", "citations"], ["text", "thinking"]),
        ["tool"] = (["role", "content", "tool_call_id"], ["text", "document"]),
    };

    public static CohereProblem? FindProblem(JsonElement body)
    {
        var messages = body.ItemsAt("messages");
        var seesImages = ModelTraits.Of(body.TextAt("model")!)!.SeesImages;
        return messages.Select(message => FindProblem(message, seesImages)).FirstOrDefault(problem => problem is not null)
            ?? (messages.Skip(1).Any(message => message.TextAt("role") == "system") ? new CohereProblem("system turn must be the first in the list") : null)
            ?? (messages[^1].TextAt("role") is "user" or "tool" ? null : new CohereProblem("invalid request: the last message must be from the user or a tool"));
    }

    /// <summary>What a tool gave back: text, or documents that hold text or an object.</summary>
    public static string OutputText(JsonElement content) =>
        content.PlainText() is { Length: > 0 } text ? text : string.Concat(content.Items().Select(part => part.At("document").At("data").ToString()));

    private static CohereProblem? FindProblem(JsonElement message, bool seesImages)
    {
        var role = message.TextAt("role") ?? "";
        if (!Roles.TryGetValue(role, out var rules))
        {
            return new CohereProblem($"invalid request: invalid role '{role}' provided");
        }

        if (message.FirstUnknownName(rules.Fields) is { } unknown)
        {
            return new CohereProblem($"unknown field: parameter 'messages.{unknown}' is not a valid field", Status: 422);
        }

        var parts = message.ItemsAt("content");
        var types = parts.Select(part => part.TextAt("type") ?? "").ToList();
        return types.Except(rules.Parts).FirstOrDefault() is { } wrong ? new CohereProblem($"invalid request: a {role} message cannot hold content of type '{wrong}'")
            : types.Contains("image_url") && !seesImages ? new CohereProblem("images are not supported for this model")
            : IsBlank(message, parts) ? new CohereProblem("message must not be empty in a turn")
            : null;
    }

    private static bool IsBlank(JsonElement message, IReadOnlyList<JsonElement> parts)
    {
        var content = message.At("content");
        var blankParts = parts.Any(part => part.TextAt("type") is "text" or "thinking" && string.IsNullOrWhiteSpace(part.TextAt("text") ?? part.TextAt("thinking")));
        return blankParts
            || (content.ValueKind == JsonValueKind.String ? string.IsNullOrWhiteSpace(content.GetString()) : parts.Count == 0 && message.ItemsAt("tool_calls").Count == 0);
    }
}
