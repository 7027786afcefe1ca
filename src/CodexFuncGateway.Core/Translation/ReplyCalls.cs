using CodexFuncGateway.Translation.Output;

namespace CodexFuncGateway.Translation;

/// <summary>The calls of a reply, which may be told by turns.</summary>
internal sealed class ReplyCalls(OutputItems items, ResponseEventWriter events, string suffix)
{
    private readonly List<(int Index, ToolCallOutput Call)> open = [];

    public void Start(ToolCallStarted started, ReplyOrigin origin)
    {
        if (origin.OneCallOnly && items.All.Any(item => item is ToolCallOutput))
        {
            return;
        }

        var index = items.Count;
        var callId = started.CallId.Length > 0 ? started.CallId : $"call_{suffix}_{index}";
        var called = origin.Tools.Restore(started.Name);
        ToolCallOutput call = called.Kind switch
        {
            ToolKind.Custom => new CustomToolCallOutput(events, index, suffix, callId, called.Tool, wrapping: null),
            ToolKind.Grammar => new CustomToolCallOutput(events, index, suffix, callId, called.Tool, new FreeformWrapping()),
            ToolKind.Search => new ToolSearchCallOutput(events, index, suffix, callId, called.Tool),
            _ => new FunctionCallOutput(events, index, suffix, callId, called.Tool),
        };
        items.Add(call);
        open.Add((started.Index, call));
    }

    public void Append(ToolArgumentsDelta delta) => open.FindLast(call => call.Index == delta.Index).Call?.Append(delta.Json.Span);

    public void Complete(int index) => Complete(call => call == index);

    public void CompleteAll() => Complete(_ => true);

    private void Complete(Predicate<int> which)
    {
        foreach (var (index, call) in open)
        {
            if (which(index))
            {
                call.Close("completed"u8);
            }
        }

        open.RemoveAll(call => which(call.Index));
    }
}
