using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps tool definitions and the choice among them.</summary>
internal static class ChatToolMapper
{
    public static ChatTool Map(FunctionTool tool, Capabilities capabilities) =>
        new(new ChatFunction(tool.Name, tool.Description, ToolSchema.Map(tool.Parameters), capabilities.StrictTools ? tool.Strict : null));

    public static ChatToolChoice MapChoice(ToolChoice choice) => choice.Mode switch
    {
        ToolChoiceMode.None => new ChatToolChoice("none"),
        ToolChoiceMode.Required => new ChatToolChoice("required"),
        ToolChoiceMode.Named => new ChatToolChoice("function", choice.Names[0].Name),
        _ => new ChatToolChoice("auto"),
    };
}
