using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Reads the conversation: a single string, or a list of items.</summary>
internal static class InputReader
{
    public static IReadOnlyList<InputItem> Read(JsonField input) => input.Element.ValueKind switch
    {
        JsonValueKind.String => [new MessageItem(default, "user", [new TextPart(input.Text())])],
        JsonValueKind.Array => RequireTriggerLast(input.Array(ReadItem), input),
        _ => throw input.Expected("a string or an array"),
    };

    private static IReadOnlyList<InputItem> RequireTriggerLast(IReadOnlyList<InputItem> items, JsonField input) =>
        items.SkipLast(1).Any(item => item is CompactionTriggerItem) ? throw input.Error("may ask for a compaction only with its last item") : items;

    private static InputItem ReadItem(JsonField item)
    {
        var raw = item.Object().Element;
        var type = item.Optional("type")?.String() ?? "message";
        return type switch
        {
            "message" => new MessageItem(raw, item.Required("role").String(), ReadContent(item.Required("content"))),
            "reasoning" => new ReasoningItem(raw, item.Optional("encrypted_content")?.String()),
            "compaction" or "compaction_summary" => new CompactionItem(raw, item.Optional("encrypted_content")?.String()),
            "compaction_trigger" => new CompactionTriggerItem(raw),
            "function_call" => new FunctionCallItem(raw, CallId(item), Tool(item), item.Required("arguments").Text()),
            "custom_tool_call" => new CustomToolCallItem(raw, CallId(item), Tool(item), item.Required("input").Text()),
            "function_call_output" => new ToolOutputItem(raw, CallId(item), ReadContent(item.Required("output")), IsCustom: false),
            "custom_tool_call_output" => new ToolOutputItem(raw, CallId(item), ReadContent(item.Required("output")), IsCustom: true),
            "local_shell_call" when HasCallId(item) => new LocalShellCallItem(raw, CallId(item), item.Optional("action")?.Element.GetRawText() ?? ""),
            "local_shell_call_output" when HasCallId(item) => new ToolOutputItem(raw, CallId(item), ReadContent(item.Required("output")), IsCustom: false),
            "tool_search_call" when HasCallId(item) => new ToolSearchCallItem(raw, CallId(item), Arguments(item)),
            "tool_search_output" when HasCallId(item) => new ToolSearchOutputItem(raw, CallId(item), item.Required("tools").Array(ToolReader.Read)),
            "additional_tools" or "tool_search_output" => new AdditionalToolsItem(raw, item.Required("tools").Array(ToolReader.Read)),
            "item_reference" => throw item.Error("refers to a stored item, and this gateway keeps none; send the item itself and set store to false"),
            _ => new UnknownItem(raw, type),
        };
    }

    /// <summary>What the upstream runs itself has none, and waits for nobody.</summary>
    private static bool HasCallId(JsonField item) => item.Optional("call_id") is not null;

    /// <summary>An object in OpenAI's own items; other clients send its text.</summary>
    private static JsonText Arguments(JsonField item)
    {
        var arguments = item.Required("arguments");
        return arguments.Element.ValueKind == JsonValueKind.String ? arguments.Text() : arguments.Object().Element.GetRawText();
    }

    private static string CallId(JsonField item) => item.Required("call_id").String();

    private static ToolName Tool(JsonField item) => new(item.Optional("namespace")?.String(), item.Required("name").String());

    private static IReadOnlyList<ContentPart> ReadContent(JsonField content) => content.Element.ValueKind switch
    {
        JsonValueKind.String => [new TextPart(content.Text())],
        JsonValueKind.Array => content.Array(ReadPart),
        _ => throw content.Expected("a string or an array"),
    };

    private static ContentPart ReadPart(JsonField part) => part.Object().Required("type").String() switch
    {
        "input_text" or "output_text" or "text" => new TextPart(part.Required("text").Text()),
        "refusal" => new TextPart(part.Required("refusal").Text()),
        "input_image" when part.Optional("image_url") is { } url => new ImagePart(ImageAddress.Require(url), part.Optional("detail")?.String()),
        var type => new UnknownPart(type, part.Element),
    };
}
