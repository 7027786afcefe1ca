using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>Maps the settings of a request; turns, tools and thinking have mappers of their own. The model's name is not in the body but in the path.</summary>
internal static class ConverseRequestMapper
{
    public static byte[] Map(ResponsesRequest request, Route route)
    {
        var capabilities = route.Capabilities;
        var most = Math.Min(request.MaxOutputTokens ?? route.Model.MaxOutputTokens, route.Model.MaxOutputTokens);
        var messages = new ConverseInputMapper(capabilities).Map(request);
        var thinking = ConverseThinking.Map(request, route, messages, most);
        var tools = ConverseToolMapper.Map(request, messages, capabilities);
        var system = ConverseSystem.Map(request, mayCall: tools.Count == 0 || ConverseToolMapper.MayCall(request));
        var choice = ConverseToolMapper.MapChoice(request, tools, capabilities, thinking.IsOn);
        ConverseCachePoints.Add(capabilities.CachePoints, tools, system, messages, losesThoughts: thinking.IsOn && !capabilities.KeepsThoughts);
        ConverseInputMapper.Close(messages);

        return JsonSerializer.SerializeToUtf8Bytes(
            new ConverseRequest
            {
                InferenceConfig = MapInference(request, capabilities, thinking, most),
                AdditionalModelRequestFields = ConverseModelFieldsMapper.Map(request, capabilities, thinking, isFree: tools.Count > 0 && choice is null),
                OutputConfig = MapOutput(request.OutputFormat),
                ServiceTier = capabilities.ServiceTier && request.ServiceTier is "default" or "flex" or "priority" ? new ConverseServiceTier(request.ServiceTier) : null,
                ToolConfig = tools.Count > 0 ? new ConverseToolConfig(tools, choice) : null,
                System = system.Count > 0 ? system : null,
                Messages = messages,
                ExtraBody = capabilities.ExtraBody?.EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
            },
            ConverseJson.Default.ConverseRequest);
    }

    /// <summary>
    /// Thinking fixes the temperature, and must fit into a limit that is therefore stated; otherwise a model's own limit need not be.
    /// Claude since 4.5 refuses temperature and <c>topP</c> at once; temperature is the one that people set on purpose.
    /// </summary>
    private static ConverseInference? MapInference(ResponsesRequest request, Capabilities capabilities, ConverseThinking thinking, int most)
    {
        var samples = capabilities.Sampling && !thinking.IsOn;
        var inference = new ConverseInference(
            thinking.IsOn || request.MaxOutputTokens is not null ? most : null,
            samples && request.Temperature is { } temperature ? Math.Clamp(temperature, 0, 1) : null,
            samples && request is { TopP: { } topP, Temperature: null } ? Math.Clamp(topP, 0, 1) : null);
        return inference == new ConverseInference(null, null, null) ? null : inference;
    }

    private static ConverseOutputConfig? MapOutput(OutputFormat? format) => format?.Schema is { } schema
        ? new ConverseOutputConfig(new ConverseTextFormat(new ConverseTextStructure(new ConverseJsonSchema(format.Name, StrictSchema.Map(schema).GetRawText()))))
        : null;
}
