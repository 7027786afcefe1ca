using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Reads complaints that arrive inside a stream, typed (<c>error</c>) or not (vLLM's <c>{"error":{…}}</c>).</summary>
internal static class StreamErrors
{
    /// <summary>The complaint, or null where the data holds none.</summary>
    public static GatewayError? Find(ReadOnlyMemory<byte> data, Route route)
    {
        try
        {
            using var document = JsonDocument.Parse(data);
            var root = document.RootElement;
            return UpstreamErrorBody.IsError(root) || IsTyped(root) ? Map(root, route) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or with half a character in it.
            return null;
        }
    }

    /// <param name="error">What holds <c>code</c> and <c>message</c>, or what holds that; null where a failure is not explained.</param>
    public static GatewayError Map(JsonElement? error, Route route) =>
        UpstreamErrors.Classify(error is { } element ? UpstreamErrorBody.Read(element) : new UpstreamErrorBody("", []), route);

    private static bool IsTyped(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type"u8, out var type) && type.ValueEquals("error"u8);
}
