using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Maps the settings of a request; messages and tools have mappers of their own.</summary>
internal static class ChatRequestMapper
{
    public static byte[] Map(ResponsesRequest request, Route route)
    {
        var capabilities = route.Capabilities;
        var hasTools = request.Tools.Count > 0;
        return JsonSerializer.SerializeToUtf8Bytes(
            new ChatRequest
            {
                Model = route.UpstreamModel,
                Messages = new ChatInputMapper(capabilities).Map(request),
                Tools = hasTools ? ChatToolMapper.Map(request, capabilities) : null,
                ToolChoice = hasTools && capabilities.ToolChoice ? ChatToolMapper.MapChoice(request.ToolChoice) : null,
                ParallelToolCalls = hasTools && capabilities.ParallelToolCalls ? request.ParallelToolCalls : null,
                StreamOptions = capabilities.UsageOnRequest ? new ChatStreamOptions(IncludeUsage: true) : null,
                MaxTokens = capabilities.MaxTokensField == "max_tokens" ? request.MaxOutputTokens : null,
                MaxCompletionTokens = capabilities.MaxTokensField == "max_completion_tokens" ? request.MaxOutputTokens : null,
                Temperature = capabilities.Sampling ? request.Temperature : null,
                TopP = capabilities.Sampling ? request.TopP : null,
                ReasoningEffort = MapEffort(request, route),
                ResponseFormat = MapFormat(request.OutputFormat),
                Verbosity = capabilities.Verbosity ? request.Verbosity : null,
                PromptCacheKey = capabilities.PromptCacheKey ? request.PromptCacheKey : null,
                ServiceTier = capabilities.ServiceTier ? request.ServiceTier : null,
                ExtraBody = MapExtraBody(capabilities.ExtraBody),
            },
            ChatJson.Default.ChatRequest);
    }

    private static string? MapEffort(ResponsesRequest request, Route route)
    {
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        return effort is null || route.Capabilities.Thinking != ThinkingControl.Effort ? null
            : route.Capabilities.Efforts is not { } words ? effort
            : words.GetValueOrDefault(effort);
    }

    private static ChatResponseFormat? MapFormat(OutputFormat? format) => format switch
    {
        null => null,
        { Schema: { } schema } => new ChatResponseFormat("json_schema", new ChatJsonSchema(format.Name, schema, format.Strict)),
        _ => new ChatResponseFormat("json_object", null),
    };

    private static Dictionary<string, JsonElement>? MapExtraBody(JsonElement? extra) =>
        extra?.EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
}
