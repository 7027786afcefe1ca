using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Messages one by one: known roles, known fields, content of a kind that the role may have.</summary>
internal static class MessageRules
{
    private static readonly Dictionary<string, HashSet<string>> FieldsByRole = new()
    {
        ["system"] = ["role", "content", "name"],
        ["user"] = ["role", "content", "name"],
        ["assistant"] = ["role", "content", "name", "tool_calls"],
        ["tool"] = ["role", "content", "name", "tool_call_id"],
    };

    public static ChatProblem? FindProblem(JsonElement body, ChatQuirks quirks) =>
        body.ItemsAt("messages").Select((message, index) => FindProblem(message, index, quirks)).FirstOrDefault(problem => problem is not null);

    private static ChatProblem? FindProblem(JsonElement message, int index, ChatQuirks quirks)
    {
        var role = message.TextAt("role") ?? "";
        if (!FieldsByRole.TryGetValue(role, out var fields))
        {
            return new ChatProblem($"'messages.{index}.role': unknown role '{role}'", 400, null, "messages", index, "role");
        }

        if (message.Names().FirstOrDefault(name => !IsKnown(name, role, fields, quirks)) is { } unknown)
        {
            return new ChatProblem($"property 'messages.{index}.{unknown}' is unsupported", 400, null, "messages", index, role, unknown) { IsExtraInput = true };
        }

        return FindWrongContent(message, role, index);
    }

    private static bool IsKnown(string name, string role, HashSet<string> fields, ChatQuirks quirks) =>
        (fields.Contains(name) && (name != "name" || quirks.AcceptsNames))
        || (role == "assistant" && name == quirks.ReasoningField && quirks.Replay != ReasoningReplay.Refused);

    private static ChatProblem? FindWrongContent(JsonElement message, string role, int index)
    {
        var content = message.At("content");
        var isEmpty = content.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        if (isEmpty || (role == "assistant" && content.ValueKind == JsonValueKind.String && content.GetString() == ""))
        {
            return role == "assistant" && message.ItemsAt("tool_calls").Count > 0
                ? null
                : new ChatProblem("Assistant message must have either content or tool_calls, but not none.", 400, "3240", "messages", index);
        }

        return content.ValueKind == JsonValueKind.String ? null : FindWrongPart(content, role, index);
    }

    private static ChatProblem? FindWrongPart(JsonElement content, string role, int index)
    {
        string[] allowed = role switch
        {
            "user" => ["text", "image_url"],
            "assistant" => ["text", "thinking"],
            _ => ["text"],
        };
        var wrong = content.Items().Select(part => part.TextAt("type") ?? "").FirstOrDefault(type => !allowed.Contains(type));
        return wrong is null && content.Items().Count > 0
            ? null
            : new ChatProblem($"'messages.{index}.content': a {role} message cannot hold a part of type '{wrong}'", 400, null, "messages", index, "content");
    }
}
