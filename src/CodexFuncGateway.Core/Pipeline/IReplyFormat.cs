namespace CodexFuncGateway.Pipeline;

/// <summary>The API in which a client wants its reply.</summary>
internal interface IReplyFormat
{
    /// <summary>The form of this call's reply.</summary>
    IReplyForm Begin(GatewayCall call, IClientReply reply);
}
