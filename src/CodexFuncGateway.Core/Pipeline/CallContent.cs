using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>The conversation of a call: by far its largest part, and needed only until an upstream has taken it.</summary>
/// <param name="body">What the request lies in.</param>
internal sealed class CallContent(IDisposable body, ResponsesRequest request, IReplyFormat format) : IDisposable
{
    private (IDisposable Body, ResponsesRequest Request)? held = (body, request);

    public ResponsesRequest Request => held?.Request ?? throw new ObjectDisposedException(nameof(CallContent));

    /// <summary>The API in which the client wants its reply.</summary>
    public IReplyFormat Format => format;

    /// <summary>Lets go of it; a stream may run for many minutes more.</summary>
    public void Dispose()
    {
        held?.Body.Dispose();
        held = null;
    }
}
