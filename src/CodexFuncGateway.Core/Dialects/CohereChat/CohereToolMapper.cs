using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// Maps tool definitions and the choice among them. There is no choosing by name here, so that one tool is then the only one offered; and
/// most models take no choice at all, so that a forbidden tool is not offered.
/// </summary>
/// <param name="Choice">The word for <c>tool_choice</c>; null where the model may choose.</param>
/// <param name="AreStrict">Whether every call is held to its tool's schema, which here is one switch for all tools.</param>
internal sealed record CohereToolMapper(IReadOnlyList<CohereTool> Functions, string? Choice, bool AreStrict)
{
    private static readonly CohereToolMapper None = new([], null, false);

    public static CohereToolMapper Map(ResponsesRequest request, Capabilities capabilities)
    {
        var choice = request.ToolChoice;
        var offered = request.Tools.OfType<FunctionTool>().Where(tool => choice.Mode != ToolChoiceMode.Named || choice.Names[0].Name == tool.Name).ToArray();
        if (offered.Length == 0 || (choice.Mode == ToolChoiceMode.None && !capabilities.ToolChoice))
        {
            return None;
        }

        var strict = capabilities.StrictTools ? MapStrictly(offered) : null;
        return new CohereToolMapper(strict ?? [.. offered.Select(Map)], capabilities.ToolChoice ? MapChoice(choice, capabilities) : null, strict is not null);
    }

    private static CohereTool Map(FunctionTool tool) =>
        new(new CohereFunction(tool.Name, tool.Description, ToolSchema.Map(tool.Parameters)));

    /// <summary>Null unless all of them are to be strict, and all their schemas can be.</summary>
    private static CohereTool[]? MapStrictly(FunctionTool[] tools)
    {
        var schemas = tools.Select(tool => tool.Strict == true ? CohereStrictSchema.Map(ToolSchema.Map(tool.Parameters).ToElement()) : null).ToArray();
        return schemas.All(schema => schema is not null)
            ? [.. tools.Zip(schemas, (tool, schema) => new CohereTool(new CohereFunction(tool.Name, tool.Description, schema!.Value)))]
            : null;
    }

    private static string? MapChoice(ToolChoice choice, Capabilities capabilities) => choice.Mode switch
    {
        ToolChoiceMode.None => "NONE",
        ToolChoiceMode.Required or ToolChoiceMode.Named when capabilities.ForcedToolChoice => "REQUIRED",
        _ => null,
    };
}
