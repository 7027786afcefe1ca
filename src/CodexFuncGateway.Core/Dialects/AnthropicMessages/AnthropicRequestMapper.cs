using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>Maps the settings of a request; turns, tools and thinking have mappers of their own.</summary>
internal static class AnthropicRequestMapper
{
    public static byte[] Map(ResponsesRequest request, Route route)
    {
        var capabilities = route.Capabilities;
        var maxTokens = Math.Min(request.MaxOutputTokens ?? route.Model.MaxOutputTokens, route.Model.MaxOutputTokens);
        var system = AnthropicInputMapper.MapSystem(request);
        var search = AnthropicSearchMapper.Map(request, capabilities);
        var messages = new AnthropicInputMapper(capabilities, searches: search is not null).Map(request);
        AnthropicSearchMapper.Repair(messages);
        var thinking = AnthropicThinking.Map(request, route, messages, maxTokens);
        var tools = AnthropicToolMapper.Map(request, messages, search, capabilities);
        AnthropicCacheMarks.Add(tools, system, messages, losesThoughts: thinking.IsOn && !capabilities.KeepsThoughts);
        AnthropicInputMapper.Close(messages, mayEndWithAssistant: capabilities.TrailingAssistant && !thinking.IsOn);

        return JsonSerializer.SerializeToUtf8Bytes(
            new AnthropicRequest
            {
                Model = capabilities.ModelInBody ? route.UpstreamModel : null,
                MaxTokens = maxTokens,
                Thinking = thinking.Mode,
                OutputConfig = MapOutput(thinking.Effort, request.OutputFormat?.Schema),
                Temperature = MapTemperature(request, capabilities, thinking.IsOn),
                TopP = MapTopP(request, capabilities, thinking.IsOn),
                Tools = tools.Count > 0 ? tools : null,
                ToolChoice = AnthropicToolMapper.MapChoice(request, tools, capabilities, thinking.IsOn),
                System = system.Count > 0 ? system : null,
                Messages = messages,
                ExtraBody = capabilities.ExtraBody?.EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
            },
            AnthropicJson.Default.AnthropicRequest);
    }

    private static AnthropicOutputConfig? MapOutput(string? effort, JsonElement? schema) => (effort, schema) switch
    {
        (null, null) => null,
        (_, null) => new AnthropicOutputConfig(effort, null),
        (_, { } given) => new AnthropicOutputConfig(effort, new AnthropicOutputFormat(StrictSchema.Map(given))),
    };

    /// <summary>Thinking fixes the temperature; without it, the range here is 0 to 1.</summary>
    private static double? MapTemperature(ResponsesRequest request, Capabilities capabilities, bool thinks) =>
        capabilities.Sampling && !thinks && request.Temperature is { } temperature ? Math.Clamp(temperature, 0, 1) : null;

    /// <summary>Models since 4.5 refuse both at once; temperature is the one that people set on purpose.</summary>
    private static double? MapTopP(ResponsesRequest request, Capabilities capabilities, bool thinks) =>
        capabilities.Sampling && !thinks && request is { TopP: { } topP, Temperature: null } ? Math.Clamp(topP, 0, 1) : null;
}
