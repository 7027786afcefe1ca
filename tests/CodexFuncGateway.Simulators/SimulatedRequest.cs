using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CodexFuncGateway.Simulators;

/// <summary>A request as it arrived: the bytes that were sent, and the JSON they hold (<c>Undefined</c> when they hold none).</summary>
public sealed record SimulatedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body, JsonElement Json)
{
    /// <summary>Path and query as they were sent, still escaped; signatures are made of that.</summary>
    public string Target { get; init; } = Path;

    internal static async Task<SimulatedRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new SimulatedRequest(request.Method, request.Path, headers, body.ToArray(), ParseJson(body.ToArray()))
        {
            Target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        };
    }

    private static JsonElement ParseJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
