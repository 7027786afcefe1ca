using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Puts the tools of a request into the one form that every upstream takes, named functions, and finds the client's own tool again when
/// the model calls one. Made per request and route; the same request always gives the same names, because prompt caches compare bytes.
/// </summary>
internal sealed class ToolRewriter(Capabilities capabilities)
{
    private readonly UpstreamToolNames names = new(capabilities.ToolNameLength, capabilities.ToolNames);
    private readonly Dictionary<ToolName, ToolKind> offered = [];

    /// <summary>The request with functions, and what the upstream runs itself: in its tools, in its history and in its choice.</summary>
    public ResponsesRequest Rewrite(ResponsesRequest request)
    {
        var allowed = request.ToolChoice is { Mode: not ToolChoiceMode.Named, Names.Count: > 0 } choice ? choice.Names : null;
        var tools = request.Tools.Concat(request.Input.SelectMany(ToolsIn)).SelectMany(tool => RewriteTool(tool, null, allowed)).ToList();
        if (WebSearchOffer.Find(request, capabilities) is { } search)
        {
            tools.Add(search);
        }

        return request with
        {
            Tools = tools,
            ToolChoice = RewriteChoice(request.ToolChoice),
            Input = [.. request.Input.Where(item => item is not AdditionalToolsItem).Select(RewriteItem)],
        };
    }

    /// <summary>The client's tool behind a name that the upstream used; a name it made up stands for itself.</summary>
    public CalledTool Restore(string upstreamName)
    {
        var tool = names.Restore(upstreamName);
        return new CalledTool(tool, offered.GetValueOrDefault(tool));
    }

    private static IReadOnlyList<ToolDefinition> ToolsIn(InputItem item) => item switch
    {
        AdditionalToolsItem { Tools: var tools } => tools,
        ToolSearchOutputItem { Tools: var found } => found,
        _ => [],
    };

    private IEnumerable<ToolDefinition> RewriteTool(ToolDefinition tool, string? space, IReadOnlyList<ToolName>? allowed) => tool switch
    {
        NamespaceTool group => group.Tools.SelectMany(member => RewriteTool(member, group.Name, allowed)),
        FunctionTool function when Offer(new ToolName(space, function.Name), ToolKind.Function, allowed) is { } name => [function with { Raw = default, Name = name }],
        CustomTool freeform when Offer(new ToolName(space, freeform.Name), freeform.Grammar is null ? ToolKind.Custom : ToolKind.Grammar, allowed) is { } name => [FreeformTool.AsFunction(freeform, name)],
        SearchTool search when Offer(new ToolName(null, SearchTool.Name), ToolKind.Search, allowed) is { } name =>
            [new FunctionTool(default, name, search.Description, search.Parameters, Strict: null)],
        WebSearchTool => [], // at most one, and after all others
        HostedTool hosted when capabilities.HostedTools.Contains(hosted.Type) => [hosted],
        _ => [],
    };

    /// <summary>The name by which the upstream is told of a tool; null where it is not, or has been told already: searches find what is known, too.</summary>
    private string? Offer(ToolName tool, ToolKind kind, IReadOnlyList<ToolName>? allowed) =>
        (allowed is null || allowed.Contains(tool)) && offered.TryAdd(tool, kind) ? names.For(tool) : null;

    private ToolChoice RewriteChoice(ToolChoice choice) => choice.Mode == ToolChoiceMode.Named
        ? choice with { Names = [new ToolName(null, names.For(choice.Names[0]))] }
        : choice with { Names = [] };

    private InputItem RewriteItem(InputItem item) => item switch
    {
        FunctionCallItem call => RewriteCall(call.CallId, call.Tool, call.Arguments),
        CustomToolCallItem call => RewriteCall(call.CallId, call.Tool, FreeformTool.AsArguments(call.Input)),
        ToolSearchCallItem call => RewriteCall(call.CallId, new ToolName(null, SearchTool.Name), call.Arguments),
        LocalShellCallItem call => RewriteCall(call.CallId, new ToolName(null, "local_shell"), call.Action),
        ToolOutputItem output => RewriteOutput(output.CallId, output.Output),
        ToolSearchOutputItem found => RewriteOutput(found.CallId, [new TextPart(Describe(found))]),
        _ => item,
    };

    private FunctionCallItem RewriteCall(string callId, ToolName tool, string arguments) =>
        new(default, CallId(callId), new ToolName(null, names.For(tool)), arguments);

    private ToolOutputItem RewriteOutput(string callId, IReadOnlyList<ContentPart> output) => new(default, CallId(callId), output, IsCustom: false);

    /// <summary>The tools themselves stand among the others, where the model looks for them.</summary>
    private string Describe(ToolSearchOutputItem found) => found.Tools.SelectMany(tool => NamesOf(tool, null)).ToArray() switch
    {
        [] => "No tool was found.",
        var some => $"These tools were found, and can be called from now on: {string.Join(", ", some)}.",
    };

    private IEnumerable<string> NamesOf(ToolDefinition tool, string? space) => tool switch
    {
        NamespaceTool group => group.Tools.SelectMany(member => NamesOf(member, group.Name)),
        FunctionTool function => [names.For(new ToolName(space, function.Name))],
        CustomTool freeform => [names.For(new ToolName(space, freeform.Name))],
        _ => [],
    };

    private string CallId(string callId) => ToolCallIds.For(callId, capabilities.ToolCallIds);
}
