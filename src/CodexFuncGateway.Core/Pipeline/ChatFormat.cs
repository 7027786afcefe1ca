using CodexFuncGateway.ChatApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>Replies as chat completions give them.</summary>
internal sealed class ChatFormat(ChatReplySettings settings) : IReplyFormat
{
    public IReplyForm Begin(GatewayCall call, IClientReply reply) =>
        call.IsStream ? new ChatStreamedReply(call.Head, settings, new StreamedReply(reply)) : new ChatFoldedReply(call.Head, settings, reply);
}
