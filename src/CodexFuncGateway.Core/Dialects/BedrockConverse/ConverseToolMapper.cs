using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Maps tool definitions and the choice among them. A conversation that holds calls must come with tools, and there is no word for not
/// calling any: where none may be called, they are left out, or stay and the system prompt forbids them.
/// </summary>
internal static class ConverseToolMapper
{
    /// <summary>More strict tools than this are refused as too complex (2026-05).</summary>
    private const int MostStrictTools = 20;

    /// <summary>Whether the client lets the model call anything.</summary>
    public static bool MayCall(ResponsesRequest request) => request.ToolChoice.Mode != ToolChoiceMode.None && request.Tools.OfType<FunctionTool>().Any();

    public static List<ConverseTool> Map(ResponsesRequest request, List<ConverseMessage> messages, Capabilities capabilities)
    {
        var called = messages.SelectMany(message => message.Content).Select(block => block.ToolUse?.Name).OfType<string>().Distinct().ToList();
        if (!MayCall(request) && called.Count == 0)
        {
            return [];
        }

        var offered = request.Tools.OfType<FunctionTool>().ToList();
        var strict = capabilities.StrictTools && offered.Count(tool => tool.Strict is true) <= MostStrictTools;
        return offered.Count > 0
            ? [.. offered.Select(tool => Map(tool, capabilities, strict && tool.Strict is true))]
            // Codex summarises a session without offering tools.
            : [.. called.Select(name => Spec(new ConverseToolSpec(name, null, new ConverseInputSchema(ToolSchema.Map(null)), null)))];
    }

    /// <summary>Null leaves it to the model. A budget for thinking and a forced call exclude each other; with adaptive thinking it is up to the model.</summary>
    public static ConverseToolChoice? MapChoice(ResponsesRequest request, List<ConverseTool> tools, Capabilities capabilities, bool thinks) =>
        !capabilities.ToolChoice || !capabilities.ForcedToolChoice || (thinks && capabilities.Thinking == ThinkingControl.Budget) ? null : request.ToolChoice switch
        {
            { Mode: ToolChoiceMode.Required } when tools.Count > 0 => new ConverseToolChoice { Any = new ConverseAny() },
            { Mode: ToolChoiceMode.Named, Names: [{ Name: var name }, ..] } when tools.Exists(tool => tool.ToolSpec?.Name == name) =>
                new ConverseToolChoice { Tool = new ConverseNamedTool(name) },
            _ => null,
        };

    private static ConverseTool Map(FunctionTool tool, Capabilities capabilities, bool strict)
    {
        var whole = ToolSchema.Map(tool.Parameters);
        var schema = capabilities.SchemaReferences ? whole : ConverseInlinedSchema.Map(whole.ToElement());
        return Spec(new ConverseToolSpec(
            tool.Name,
            tool.Description is { IsBlank: false } description ? description : null,
            new ConverseInputSchema(strict ? StrictSchema.Map(schema.ToElement()) : schema),
            strict ? true : null));
    }

    private static ConverseTool Spec(ConverseToolSpec spec) => new() { ToolSpec = spec };
}
