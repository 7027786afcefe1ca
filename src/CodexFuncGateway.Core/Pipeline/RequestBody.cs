using System.IO.Pipelines;
using System.Text.Json;
using CodexFuncGateway.Encodings;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>A request's JSON in pooled memory, which it returns when the call is over.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private const int MostLevels = 64;

    private readonly BodyBuffer buffer;
    private readonly JsonIndex index;

    private RequestBody(BodyBuffer buffer)
    {
        this.buffer = buffer;
        index = Parse(buffer.Written);
    }

    /// <summary>In bytes, decoded.</summary>
    public int Length => buffer.Length;

    public JsonView Root => index.Root;

    /// <exception cref="GatewayException">It is too large, in an unknown encoding, or not JSON.</exception>
    public static async ValueTask<RequestBody> ReadAsync(ClientRequest client, int largest, CancellationToken cancellationToken)
    {
        var encodings = ContentEncodings.Read(client.ContentEncoding);
        if (client.ContentLength > largest)
        {
            throw BodyBuffer.TooLarge(largest);
        }

        var buffer = new BodyBuffer(largest, (int)(client.ContentLength ?? FirstBuffer));
        try
        {
            await FillAsync(buffer, client.Body, cancellationToken);
            buffer = ContentEncodings.Decode(buffer, encodings, largest);
            return new RequestBody(buffer);
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

    private static async ValueTask FillAsync(BodyBuffer buffer, PipeReader source, CancellationToken cancellationToken)
    {
        ReadResult result;
        do
        {
            result = await source.ReadAsync(cancellationToken);
            try
            {
                buffer.Append(result.Buffer);
            }
            finally
            {
                // Taken even when it is too much, so that the server can drain the rest; otherwise it cuts the connection before the answer is read.
                source.AdvanceTo(result.Buffer.End);
            }
        }
        while (!result.IsCompleted);
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
}
