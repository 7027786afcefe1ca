namespace CodexFuncGateway.Pipeline;

/// <summary>Replies as <c>…/responses/compact</c> gives them.</summary>
/// <param name="kept">What the compacted conversation keeps word for word.</param>
internal sealed class CompactFormat(IReadOnlyList<byte[]> kept) : IReplyFormat
{
    public IReplyForm Begin(GatewayCall call, IClientReply reply) => new CompactedReply(reply, kept);
}
