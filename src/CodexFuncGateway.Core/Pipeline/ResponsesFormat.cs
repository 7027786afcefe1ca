namespace CodexFuncGateway.Pipeline;

/// <summary>Replies as the Responses API gives them.</summary>
internal sealed class ResponsesFormat : IReplyFormat
{
    public static readonly ResponsesFormat Instance = new();

    public IReplyForm Begin(GatewayCall call, IClientReply reply) => call.IsStream ? new StreamedReply(reply) : new FoldedReply(reply);
}
