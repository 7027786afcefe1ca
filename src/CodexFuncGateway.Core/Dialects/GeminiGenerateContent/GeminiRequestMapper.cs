using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Maps the settings of a request; turns, tools and thinking have mappers of their own.</summary>
internal static class GeminiRequestMapper
{
    public static byte[] Map(ResponsesRequest request, Route route)
    {
        var capabilities = route.Capabilities;
        var tools = GeminiToolMapper.Map(request);
        return JsonSerializer.SerializeToUtf8Bytes(
            new GeminiRequest
            {
                SystemInstruction = GeminiInputMapper.MapSystem(request),
                Contents = new GeminiInputMapper(capabilities).Map(request),
                Tools = tools.Count > 0 ? tools : null,
                ToolConfig = GeminiToolMapper.MapConfig(request, tools, capabilities),
                GenerationConfig = MapGeneration(request, route),
                ServiceTier = GeminiServiceTier.Body(request, capabilities),
                ExtraBody = capabilities.ExtraBody?.EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
            },
            GeminiJson.Default.GeminiRequest);
    }

    private static GeminiGenerationConfig MapGeneration(ResponsesRequest request, Route route) => new()
    {
        MaxOutputTokens = request.MaxOutputTokens is { } limit ? Math.Min(limit, route.Model.MaxOutputTokens) : null,
        Temperature = route.Capabilities.Sampling && request.Temperature is { } temperature ? Math.Clamp(temperature, 0, 2) : null,
        TopP = route.Capabilities.Sampling && request.TopP is { } topP ? Math.Clamp(topP, 0, 1) : null,
        ThinkingConfig = GeminiThinking.Map(request, route),
        ResponseMimeType = request.OutputFormat is not null ? "application/json" : null,
        ResponseJsonSchema = request.OutputFormat is { Schema: { } schema } ? GeminiJsonSchema.Map(schema) : null,
    };
}
