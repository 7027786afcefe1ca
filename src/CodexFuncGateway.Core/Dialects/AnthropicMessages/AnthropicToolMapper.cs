using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Maps tool definitions and the choice among them.</summary>
internal static class AnthropicToolMapper
{
    /// <summary>More strict tools than this are refused as too complex (vendor documentation, 2026-08).</summary>
    private const int MostStrictTools = 20;

    public static List<AnthropicTool> Map(ResponsesRequest request, List<AnthropicMessage> messages, AnthropicTool? search, Capabilities capabilities)
    {
        var offered = Offered(request);
        var tools = offered.Count == 0 ? Recall(messages) : Map(offered, capabilities);
        return search is null ? tools : [.. tools, search];
    }

    private static List<AnthropicTool> Map(List<FunctionTool> offered, Capabilities capabilities)
    {
        var strict = capabilities.StrictTools && offered.Count(tool => tool.Strict is true) <= MostStrictTools;
        return [.. offered.Select(tool => Map(tool, strict && tool.Strict is true))];
    }

    public static AnthropicToolChoice? MapChoice(ResponsesRequest request, List<AnthropicTool> tools, Capabilities capabilities, bool thinks)
    {
        if (tools.Count == 0 || !capabilities.ToolChoice)
        {
            return null;
        }

        if (request.ToolChoice.Mode == ToolChoiceMode.None || (Offered(request).Count == 0 && !tools.Exists(tool => tool.Type is not null)))
        {
            return new AnthropicToolChoice("none");
        }

        var oneAtATime = capabilities.ParallelToolCalls && request.ParallelToolCalls is false;
        var choice = MayForce(capabilities, thinks) ? MapForced(request.ToolChoice, tools) : null;
        return choice is not null || oneAtATime
            ? (choice ?? new AnthropicToolChoice("auto")) with { DisableParallelToolUse = oneAtATime ? true : null }
            : null;
    }

    private static List<FunctionTool> Offered(ResponsesRequest request)
    {
        var tools = request.Tools.OfType<FunctionTool>();
        return request.ToolChoice is { Mode: not ToolChoiceMode.Named, Names: { Count: > 0 } allowed }
            ? [.. tools.Where(tool => allowed.Any(name => name.Name == tool.Name))]
            : [.. tools];
    }

    private static AnthropicTool Map(FunctionTool tool, bool strict)
    {
        var schema = ToolSchema.Map(tool.Parameters);
        return new AnthropicTool(
            tool.Name, tool.Description is { IsBlank: false } description ? description : null, strict ? StrictSchema.Map(schema.ToElement()) : schema)
        {
            Strict = strict ? true : null,
        };
    }

    /// <summary>Codex summarises a session without offering tools, but calls in the history must be of tools that are defined.</summary>
    private static List<AnthropicTool> Recall(List<AnthropicMessage> messages) =>
        [.. messages.SelectMany(message => message.Content).OfType<AnthropicToolUse>().Select(call => call.Name).Distinct()
            .Select(name => new AnthropicTool(name, null, ToolSchema.Map(null)))];

    /// <summary>A budget for thinking and a forced call exclude each other; with adaptive thinking it is up to the model.</summary>
    private static bool MayForce(Capabilities capabilities, bool thinks) =>
        capabilities.ForcedToolChoice && !(thinks && capabilities.Thinking == ThinkingControl.Budget);

    private static AnthropicToolChoice? MapForced(ToolChoice choice, List<AnthropicTool> tools) => choice.Mode switch
    {
        ToolChoiceMode.Required => new AnthropicToolChoice("any"),
        ToolChoiceMode.Named when choice.Names[0].Name is var name && tools.Exists(tool => tool.Name == name) =>
            new AnthropicToolChoice("tool") { Name = name },
        _ => null,
    };
}
