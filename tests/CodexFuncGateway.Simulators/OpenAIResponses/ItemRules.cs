using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>Input items one by one: known kinds, and nothing in them that is not theirs.</summary>
internal static class ItemRules
{
    private static readonly Dictionary<string, HashSet<string>> NativeItems = new()
    {
        ["message"] = ["role", "content", "phase"],
        ["function_call"] = ["call_id", "name", "namespace", "arguments"],
        ["function_call_output"] = ["call_id", "output"],
        ["custom_tool_call"] = ["call_id", "name", "namespace", "input"],
        ["custom_tool_call_output"] = ["call_id", "output"],
        ["tool_search_call"] = ["call_id", "execution", "arguments"],
        ["tool_search_output"] = ["call_id", "execution", "tools"],
        ["local_shell_call"] = ["call_id", "action"],
        ["reasoning"] = ["summary", "content", "encrypted_content"],
        ["web_search_call"] = ["action"],
        ["additional_tools"] = ["role", "tools"],
        ["compaction"] = ["encrypted_content"],
        ["compaction_trigger"] = [],
        ["item_reference"] = [],
    };

    private static readonly HashSet<string> CommonNames = ["type", "id", "status", "internal_chat_message_metadata_passthrough"];

    public static IReadOnlySet<string> NativeTypes { get; } = NativeItems.Keys.ToHashSet();

    /// <summary>Whether the conversation is to be compacted.</summary>
    public static bool AsksForCompaction(JsonElement body) => body.ItemsAt("input") is [.., var last] && Type(last) == "compaction_trigger";

    public static bool IsToolOutput(JsonElement item) => item.TextAt("type") is "function_call_output" or "custom_tool_call_output";

    /// <summary>Whether the model said it, rather than the user or a tool.</summary>
    public static bool IsModelOutput(JsonElement item) =>
        Type(item) is "reasoning" or "function_call" or "custom_tool_call" or "tool_search_call" or "local_shell_call" or "web_search_call" || item.TextAt("role") == "assistant";

    public static ResponsesProblem? FindProblem(JsonElement body, ResponsesQuirks quirks)
    {
        if (body.At("input").ValueKind == JsonValueKind.String)
        {
            return null;
        }

        var items = body.ItemsAt("input");
        return items.Count == 0
            ? new ResponsesProblem("Missing required parameter: 'input'.", "input", "missing_required_parameter")
            : items.Select((item, index) => FindProblem(item, $"input[{index}]", quirks)).FirstOrDefault(problem => problem is not null)
                ?? FindEarlyTrigger(items);
    }

    private static ResponsesProblem? FindEarlyTrigger(IReadOnlyList<JsonElement> items) =>
        items.SkipLast(1).Any(item => Type(item) == "compaction_trigger") ? new ResponsesProblem("A compaction_trigger must be the final input item.", "input") : null;

    private static ResponsesProblem? FindProblem(JsonElement item, string path, ResponsesQuirks quirks)
    {
        var type = Type(item);
        if (!quirks.ItemTypes.Contains(type))
        {
            return quirks.SpeaksLikeXai
                ? new ResponsesProblem("data did not match any variant of untagged enum ModelInput") { IsUnreadable = true }
                : new ResponsesProblem($"Invalid value: '{type}'.", $"{path}.type", "invalid_value");
        }

        if (!quirks.SpeaksLikeXai && item.Names().FirstOrDefault(name => !CommonNames.Contains(name) && !NativeItems[type].Contains(name) && !quirks.OwnItemNames.Contains(name)) is { } unknown)
        {
            return ResponsesProblem.UnknownParameter($"{path}.{unknown}");
        }

        return type switch
        {
            "item_reference" => new ResponsesProblem($"Item with id '{item.TextAt("id")}' not found.", "input", Status: 404),
            "message" => FindWrongMessage(item, path, quirks),
            "compaction" when item.TextAt("encrypted_content") is null => new ResponsesProblem($"Missing required parameter: '{path}.encrypted_content'.", $"{path}.encrypted_content", "missing_required_parameter"),
            _ => null,
        };
    }

    private static ResponsesProblem? FindWrongMessage(JsonElement item, string path, ResponsesQuirks quirks)
    {
        if (item.TextAt("role") is not ("user" or "assistant" or "developer" or "system"))
        {
            return new ResponsesProblem($"Invalid value: '{item.TextAt("role")}'.", $"{path}.role", "invalid_value");
        }

        string[] allowed = item.TextAt("role") == "assistant" && !quirks.AssistantSpeaksInStrings ? ["output_text", "refusal"] : ["input_text", "input_image", "input_file"];
        var wrong = item.ItemsAt("content").Select(part => part.TextAt("type")).FirstOrDefault(type => !allowed.Contains(type));
        return wrong is null ? null : new ResponsesProblem($"Invalid value: '{wrong}'. Supported values are: {string.Join(", ", allowed)}.", $"{path}.content[0]", "invalid_value");
    }

    /// <summary>A message may leave its type out.</summary>
    private static string Type(JsonElement item) => item.TextAt("type") ?? (item.Has("role") ? "message" : "");
}
