using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps tool definitions and the choice among them.</summary>
internal static class ChatToolMapper
{
    public static List<ChatTool> Map(ResponsesRequest request, Capabilities capabilities) =>
    [
        .. request.Tools.OfType<FunctionTool>().Select(tool => Map(tool, capabilities)),
        .. request.Tools.OfType<WebSearchTool>().Select(search => Map(search, capabilities)),
    ];

    private static ChatTool Map(FunctionTool tool, Capabilities capabilities) =>
        new(new ChatFunction(tool.Name, tool.Description, ToolSchema.Map(tool.Parameters), capabilities.StrictTools ? tool.Strict : null));

    private static ChatTool Map(WebSearchTool search, Capabilities capabilities)
    {
        var settings = new ChatSearchSettings
        {
            MaxUses = capabilities.SearchLimitField is null ? null : capabilities.SearchBound,
            AllowedDomains = search.AllowedDomains.Count > 0 ? search.AllowedDomains : null,
            UserLocation = capabilities.SearchLocation ? search.Location : null,
            SearchContextSize = capabilities.SearchContextSize ? search.ContextSize : null,
        };
        return new ChatTool(null) { Type = capabilities.WebSearch!, Parameters = settings == new ChatSearchSettings() ? null : settings };
    }

    public static ChatToolChoice MapChoice(ToolChoice choice) => choice.Mode switch
    {
        ToolChoiceMode.None => new ChatToolChoice("none"),
        ToolChoiceMode.Required => new ChatToolChoice("required"),
        ToolChoiceMode.Named => new ChatToolChoice("function", choice.Names[0].Name),
        _ => new ChatToolChoice("auto"),
    };
}
