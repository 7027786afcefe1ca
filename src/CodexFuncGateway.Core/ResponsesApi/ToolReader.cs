using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Reads tool definitions and the choice among them.</summary>
internal static class ToolReader
{
    public static ToolDefinition Read(JsonField tool)
    {
        var raw = tool.Object().Element;
        return tool.Required("type").String() switch
        {
            "function" => new FunctionTool(raw, Name(tool), Description(tool), Parameters(tool), tool.Optional("strict")?.Boolean()),
            "custom" => new CustomTool(raw, Name(tool), Description(tool), Grammar(tool.Optional("format")?.Object())),
            "namespace" => new NamespaceTool(raw, Name(tool), tool.Required("tools").Array(Read)),
            SearchTool.Name when tool.Optional("execution")?.String() == "client" => new SearchTool(raw, Description(tool), Parameters(tool)),
            var type when type.StartsWith(WebSearchTool.Prefix, StringComparison.Ordinal) => WebSearchReader.Read(tool, type),
            var type => new HostedTool(raw, type),
        };
    }

    public static ToolChoice ReadChoice(JsonField choice) => choice.Element.ValueKind switch
    {
        JsonValueKind.String => new ToolChoice(ReadMode(choice), []),
        JsonValueKind.Object => ReadChoiceObject(choice),
        _ => throw choice.Expected("a string or an object"),
    };

    private static ToolChoice ReadChoiceObject(JsonField choice) => choice.Required("type").String() switch
    {
        "allowed_tools" => new ToolChoice(
            choice.Optional("mode") is { } mode ? ReadMode(mode) : ToolChoiceMode.Auto,
            choice.Required("tools").Array(tool => new ToolName(Namespace(tool.Object()), (tool.Optional("name") ?? tool.Required("type")).String()))),
        "function" or "custom" => new ToolChoice(ToolChoiceMode.Named, [new ToolName(Namespace(choice), Name(choice))]),
        _ => ToolChoice.Auto, // a hosted tool is asked for; whether it exists upstream is not known here
    };

    private static ToolChoiceMode ReadMode(JsonField mode) => mode.String() switch
    {
        "auto" => ToolChoiceMode.Auto,
        "none" => ToolChoiceMode.None,
        "required" => ToolChoiceMode.Required,
        _ => throw mode.Error("must be 'auto', 'none' or 'required'"),
    };

    private static string Name(JsonField field)
    {
        var name = field.Required("name");
        return name.String() is { Length: > 0 and <= 256 } text ? text : throw name.Error("must have 1 to 256 characters");
    }

    private static string? Namespace(JsonField field) => field.Optional("namespace")?.String();

    private static JsonText? Description(JsonField field) => field.Optional("description")?.Text();

    private static JsonView? Parameters(JsonField field) => field.Optional("parameters")?.ReadableObject().Element;

    private static ToolGrammar? Grammar(JsonField? format) =>
        format is { } field && field.Optional("definition") is { } definition
            ? new ToolGrammar(field.Optional("syntax")?.String() ?? "text", definition.Text())
            : null;
}
