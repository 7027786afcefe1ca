using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>Maps the settings of a request; messages, tools and the answer's schema have mappers of their own.</summary>
internal static class CohereRequestMapper
{
    public static byte[] Map(ResponsesRequest request, Route route)
    {
        var capabilities = route.Capabilities;
        var tools = CohereToolMapper.Map(request, capabilities);
        var format = CohereAnswerFormat.Map(request.OutputFormat);
        return JsonSerializer.SerializeToUtf8Bytes(
            new CohereRequest
            {
                Model = route.UpstreamModel,
                Messages = new CohereInputMapper(capabilities).Map(request, format.Words),
                Tools = tools.Functions.Count > 0 ? tools.Functions : null,
                ToolChoice = tools.Choice,
                StrictTools = tools.AreStrict ? true : null,
                Thinking = MapThinking(request, route),
                ResponseFormat = format.Enforced,
                // More than the model can write is refused with words that read like a full context window (seen 2026-11).
                MaxTokens = request.MaxOutputTokens is { } limit ? Math.Min(limit, route.Model.MaxOutputTokens) : null,
                Temperature = capabilities.Sampling && request.Temperature is { } temperature ? Math.Clamp(temperature, 0, 1) : null,
                P = capabilities.Sampling && request.TopP is { } topP ? Math.Clamp(topP, 0.01, 0.99) : null,
                ExtraBody = capabilities.ExtraBody?.EnumerateObject().ToDictionary(property => property.Name, property => property.Value),
            },
            CohereJson.Default.CohereRequest);
    }

    /// <summary>Models that reason do so unless told not to; efforts that the data gives a budget limit it.</summary>
    private static CohereThinkingMode? MapThinking(ResponsesRequest request, Route route)
    {
        var effort = request.ReasoningEffort ?? route.Model.DefaultEffort;
        return effort is null || route.Capabilities.Thinking != ThinkingControl.Budget ? null
            : effort == "none" ? new CohereThinkingMode("disabled")
            : new CohereThinkingMode("enabled", MapBudget(route.Capabilities.Efforts?.GetValueOrDefault(effort)));
    }

    private static int? MapBudget(string? budget) => int.TryParse(budget, CultureInfo.InvariantCulture, out var tokens) ? tokens : null;
}
