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
    private readonly HashSet<ToolName> custom = [];

    /// <summary>The request with functions only: in its tools, in its history and in its choice.</summary>
    public ResponsesRequest Rewrite(ResponsesRequest request)
    {
        var offered = request.Tools.Concat(request.Input.OfType<AdditionalToolsItem>().SelectMany(item => item.Tools));
        var allowed = request.ToolChoice is { Mode: not ToolChoiceMode.Named, Names.Count: > 0 } choice ? choice.Names : null;
        var tools = offered.SelectMany(tool => RewriteTool(tool, null, allowed)).ToArray();
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
        return new CalledTool(tool, custom.Contains(tool));
    }

    private IEnumerable<ToolDefinition> RewriteTool(ToolDefinition tool, string? space, IReadOnlyList<ToolName>? allowed) => tool switch
    {
        NamespaceTool group => group.Tools.SelectMany(member => RewriteTool(member, group.Name, allowed)),
        FunctionTool function when IsAllowed(new ToolName(space, function.Name), allowed) =>
            [function with { Raw = default, Name = names.For(new ToolName(space, function.Name)) }],
        CustomTool freeform when IsAllowed(new ToolName(space, freeform.Name), allowed) => [RewriteCustom(freeform, new ToolName(space, freeform.Name))],
        HostedTool hosted when capabilities.HostedTools.Contains(hosted.Type) => [hosted],
        _ => [],
    };

    private static bool IsAllowed(ToolName tool, IReadOnlyList<ToolName>? allowed) => allowed is null || allowed.Contains(tool);

    private FunctionTool RewriteCustom(CustomTool tool, ToolName name)
    {
        custom.Add(name);
        return FreeformTool.AsFunction(tool, names.For(name));
    }

    private ToolChoice RewriteChoice(ToolChoice choice) => choice.Mode == ToolChoiceMode.Named
        ? choice with { Names = [new ToolName(null, names.For(choice.Names[0]))] }
        : choice with { Names = [] };

    private InputItem RewriteItem(InputItem item) => item switch
    {
        FunctionCallItem call => RewriteCall(call.CallId, call.Tool, call.Arguments),
        CustomToolCallItem call => RewriteCall(call.CallId, call.Tool, FreeformTool.AsArguments(call.Input)),
        ToolOutputItem output => new ToolOutputItem(default, CallId(output.CallId), output.Output, IsCustom: false),
        _ => item,
    };

    private FunctionCallItem RewriteCall(string callId, ToolName tool, string arguments) =>
        new(default, CallId(callId), new ToolName(null, names.For(tool)), arguments);

    private string CallId(string callId) => ToolCallIds.For(callId, capabilities.ToolCallIds);
}
