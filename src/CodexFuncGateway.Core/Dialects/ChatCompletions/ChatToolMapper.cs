using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps tool definitions and the choice among them.</summary>
internal static class ChatToolMapper
{
    private static readonly JsonElement NoParameters = JsonElement.Parse("""{"type":"object","properties":{}}""");

    public static ChatTool Map(FunctionTool tool, Capabilities capabilities) =>
        new(new ChatFunction(tool.Name, tool.Description, ObjectSchema(tool.Parameters), capabilities.StrictTools ? tool.Strict : null));

    public static ChatToolChoice MapChoice(ToolChoice choice) => choice.Mode switch
    {
        ToolChoiceMode.None => new ChatToolChoice("none"),
        ToolChoiceMode.Required => new ChatToolChoice("required"),
        ToolChoiceMode.Named => new ChatToolChoice("function", choice.Names[0].Name),
        _ => new ChatToolChoice("auto"),
    };

    /// <summary>MCP servers offer tools without a schema, or with one that leaves out its type.</summary>
    private static JsonElement ObjectSchema(JsonElement? schema) => schema is { } given && given.TryGetProperty("type", out _) ? given : NoParameters;
}
