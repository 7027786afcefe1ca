using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>What no dialect should have to know: opens reasoning that the route's upstream made, and leaves out all other; puts a summary where a
/// compaction stands, and asks for one; turns every tool into a function; pairs calls with results; leaves out images that are too large; asks in words for a
/// form that the upstream cannot hold its answer to. An upstream that speaks the whole Responses API needs only the first, the pairs, and the summaries that
/// are the gateway's own.</summary>
internal sealed class RequestPreparation(ReasoningEnvelope envelope)
{
    /// <param name="keepsState">False where the upstream could not read its own state any more.</param>
    public PreparedRequest Prepare(ResponsesRequest request, Route route, bool keepsState = true)
    {
        var opened = OpenState(request, route, keepsState);
        if (route.Capabilities.NativeResponses)
        {
            return new PreparedRequest(opened with { Input = ConversationRepair.Repair(opened.Input) }, null);
        }

        var tools = new ToolRewriter(route.Capabilities);
        var rewritten = tools.Rewrite(request.IsCompaction ? CompactionPrompt.Ask(opened) : opened);
        var spoken = rewritten.Input.Where(item => item is not SealedItem { Payload: null }).ToArray();
        var input = ConversationRepair.Repair(spoken).Select(item => ImageLimit.Apply(item, route.Capabilities)).ToArray();
        var repaired = rewritten with { Input = input };
        if (request.IsCompaction)
        {
            return new PreparedRequest(repaired, tools, () => new SummaryAssembler());
        }

        var (told, unenforced) = AnswerFormat.Tell(repaired, route.Capabilities);
        return new PreparedRequest(told, tools, unenforced is null ? null : () => new AnswerFilter(unenforced));
    }

    private ResponsesRequest OpenState(ResponsesRequest request, Route route, bool keepsState) => request.Input.Any(item => item is SealedItem)
        ? request with { Input = [.. request.Input.Select(item => item is SealedItem state ? Open(state, route, keepsState) : item)] }
        : request;

    private InputItem Open(SealedItem item, Route route, bool keepsState)
    {
        if (keepsState && item.EncryptedContent is { } sealedState && envelope.Open(route, sealedState) is { } payload)
        {
            return IsUnderstood(item, route) ? item with { Payload = payload } : CompactionPrompt.Recall(null);
        }

        return item is CompactionItem ? CompactionPrompt.Recall(item.EncryptedContent is { } summary ? envelope.OpenSummary(summary) : null) : item;
    }

    /// <summary>An upstream's own compaction means nothing to it in a request that is written anew.</summary>
    private static bool IsUnderstood(SealedItem item, Route route) => item is not CompactionItem || route.Capabilities.NativeResponses;
}
