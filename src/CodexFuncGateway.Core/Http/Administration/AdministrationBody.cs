using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary>The JSON object that an administrator sends.</summary>
internal static class AdministrationBody
{
    private const int MostBytes = 16 * 1024;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <returns>An object; an empty one where there is no body.</returns>
    /// <exception cref="GatewayException">It is too large, or no object.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var bytes = new ArrayBufferWriter<byte>();
        ReadResult read;
        do
        {
            read = await request.BodyReader.ReadAsync(cancellationToken);
            foreach (var segment in read.Buffer)
            {
                Require(bytes.WrittenCount + segment.Length <= MostBytes, ErrorKind.TooLarge, $"The body is larger than {MostBytes} bytes.");
                bytes.Write(segment.Span);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
        }
        while (!read.IsCompleted);

        return bytes.WrittenCount == 0 ? JsonElement.Parse("{}") : Parse(bytes.WrittenMemory);
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            Require(document.RootElement.ValueKind == JsonValueKind.Object, ErrorKind.InvalidRequest, "The body is to be a JSON object.");
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            // Without the parser's message, which quotes what was sent.
            throw new GatewayException(new GatewayError(ErrorKind.InvalidRequest, "The body is not valid JSON, or names a field twice."), exception);
        }
    }

    private static void Require(bool condition, ErrorKind kind, string message)
    {
        if (!condition)
        {
            throw new GatewayException(kind, message);
        }
    }
}
