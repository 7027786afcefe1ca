using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>What no dialect should have to know: opens reasoning that the route's upstream made, and leaves out all other; turns every tool into a
/// function; pairs calls with outputs. An upstream that speaks the whole Responses API needs only the first.</summary>
internal sealed class RequestPreparation(ReasoningEnvelope envelope)
{
    public PreparedRequest Prepare(ResponsesRequest request, Route route)
    {
        var opened = OpenState(request, route);
        if (route.Capabilities.NativeResponses)
        {
            return new PreparedRequest(opened, null);
        }

        var tools = new ToolRewriter(route.Capabilities);
        var rewritten = tools.Rewrite(opened);
        var spoken = rewritten.Input.Where(item => item is not SealedItem { Payload: null }).ToArray();
        return new PreparedRequest(rewritten with { Input = ConversationRepair.Repair(spoken) }, tools);
    }

    private ResponsesRequest OpenState(ResponsesRequest request, Route route) =>
        request.Input.Any(item => item is SealedItem) ? request with { Input = [.. request.Input.Select(item => Open(item, route))] } : request;

    private InputItem Open(InputItem item, Route route) =>
        item is SealedItem { EncryptedContent: { } envelopeText } state && envelope.Open(route, envelopeText) is { } payload
            ? state with { Payload = payload }
            : item;
}
