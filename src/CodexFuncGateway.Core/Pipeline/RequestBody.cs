using System.Text.Json;
using CodexFuncGateway.Encodings;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>A request's JSON in pooled memory, which it returns when the call is over.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int UsualLength = 64 * 1024;

    /// <summary>How much of an announced length is believed before it has arrived.</summary>
    private const int MostBelieved = 256 * 1024;

    private const int MostLevels = 64;

    private readonly BodyBuffer buffer;
    private readonly JsonIndex index;

    private RequestBody(BodyBuffer buffer, int mostValues)
    {
        this.buffer = buffer;
        index = Parse(buffer.Written, mostValues);
    }

    /// <summary>In bytes, decoded.</summary>
    public int Length => buffer.Length;

    public JsonView Root => index.Root;

    /// <exception cref="GatewayException">It is too large, too slow, in an unknown encoding, or not JSON.</exception>
    public static async ValueTask<RequestBody> ReadAsync(ClientRequest client, GatewayOptions options, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var largest = options.MaxRequestBytes;
        var encodings = ContentEncodings.Read(client.ContentEncoding);
        if (client.ContentLength > largest)
        {
            throw BodyBuffer.TooLarge(largest);
        }

        var buffer = new BodyBuffer(largest, (int)Math.Min(client.ContentLength ?? UsualLength, MostBelieved));
        try
        {
            await new BodyReceiver(options, timeProvider).ReceiveAsync(client.Body, buffer, cancellationToken);
            buffer = ContentEncodings.Decode(buffer, encodings, largest);
            return new RequestBody(buffer, options.MaxRequestValues);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        index.Dispose();
        buffer.Dispose();
    }

    private static JsonIndex Parse(ReadOnlyMemory<byte> json, int mostValues)
    {
        try
        {
            return JsonIndex.Parse(json, MostLevels, mostValues);
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : "";
            throw new GatewayException(ErrorKind.InvalidRequest, $"The body {exception.Message}{place}.");
        }
    }
}
