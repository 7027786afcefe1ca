using System.Net;
using System.Net.Http.Headers;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// A JSON body that can be let go once it has been sent: the connection refers to its request until the reply has ended, which for a
/// stream may be many minutes.
/// </summary>
internal sealed class ReleasableContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private ReadOnlyMemory<byte> body;

    public ReleasableContent(ReadOnlyMemory<byte> body)
    {
        this.body = body;
        Headers.ContentType = Json;
    }

    public void Release() => body = default;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(body, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
