using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>The conversation of a call: by far its largest part, and needed only until an upstream has taken it.</summary>
internal sealed class CallContent(RequestBody body, ResponsesRequest request) : IDisposable
{
    private (RequestBody Body, ResponsesRequest Request)? held = (body, request);

    public ResponsesRequest Request => held?.Request ?? throw new ObjectDisposedException(nameof(CallContent));

    /// <summary>Lets go of it; a stream may run for many minutes more.</summary>
    public void Dispose()
    {
        held?.Body.Dispose();
        held = null;
    }
}
