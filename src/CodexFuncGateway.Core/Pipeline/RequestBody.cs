using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>A request's JSON in pooled memory, which it returns when the call is over.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int MostLevels = 64;

    private readonly byte[] buffer;
    private readonly JsonIndex index;

    private RequestBody(byte[] buffer, int length)
    {
        (this.buffer, Length) = (buffer, length);
        index = Parse(buffer.AsMemory(0, length));
    }

    /// <summary>In bytes.</summary>
    public int Length { get; }

    public JsonView Root => index.Root;

    /// <exception cref="GatewayException">It is too large, in an unknown encoding, or not JSON.</exception>
    public static async ValueTask<RequestBody> ReadAsync(ClientRequest client, int largest, CancellationToken cancellationToken)
    {
        if (client.ContentEncoding is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new GatewayException(ErrorKind.UnsupportedMedia, $"The content encoding '{encoding}' is not supported; send the body uncompressed.");
        }

        if (client.ContentLength > largest)
        {
            throw TooLarge(largest);
        }

        var (buffer, length) = await ReadWholeAsync(client, largest, cancellationToken);
        try
        {
            return new RequestBody(buffer, length);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose()
    {
        index.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static async ValueTask<(byte[] Buffer, int Length)> ReadWholeAsync(ClientRequest client, int largest, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)(client.ContentLength ?? FirstBuffer));
        var length = 0;
        while (true)
        {
            var result = await client.Body.ReadAsync(cancellationToken);
            var piece = result.Buffer;
            if (length + piece.Length > largest)
            {
                // Taken, so that the server can drain the rest; otherwise it cuts the connection before the answer is read.
                client.Body.AdvanceTo(piece.End);
                ArrayPool<byte>.Shared.Return(buffer);
                throw TooLarge(largest);
            }

            buffer = MakeRoom(buffer, length, (int)piece.Length);
            piece.CopyTo(buffer.AsSpan(length));
            length += (int)piece.Length;
            client.Body.AdvanceTo(piece.End);
            if (result.IsCompleted)
            {
                return (buffer, length);
            }
        }
    }

    private static byte[] MakeRoom(byte[] buffer, int used, int needed)
    {
        if (used + needed <= buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(used + needed, buffer.Length * 2));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static JsonIndex Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonIndex.Parse(json, MostLevels);
        }
        catch (JsonException exception) when (exception.LineNumber is null)
        {
            throw new GatewayException(ErrorKind.InvalidRequest, "The body is not valid UTF-8.");
        }
        catch (JsonException exception)
        {
            throw new GatewayException(
                ErrorKind.InvalidRequest,
                $"The body is not valid JSON, or is nested deeper than {MostLevels} levels (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).");
        }
    }

    private static GatewayException TooLarge(int largest) => new(ErrorKind.TooLarge, $"The body is larger than {largest:N0} bytes, the most this gateway takes.");
}
