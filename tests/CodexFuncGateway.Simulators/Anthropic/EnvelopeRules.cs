using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The top level of a request: known names, the model, and the output limit.</summary>
internal static class EnvelopeRules
{
    private static readonly HashSet<string> Known =
    [
        "model", "max_tokens", "messages", "system", "stream", "tools", "tool_choice", "thinking", "output_config", "cache_control", "metadata",
        "stop_sequences", "temperature", "top_p", "top_k", "service_tier", "container", "context_management", "mcp_servers", "inference_geo",
    ];

    public static string? FindProblem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return "The request body is not valid JSON: expected an object";
        }

        if (body.FirstUnknownName(Known) is { } unknown)
        {
            return $"{unknown}: Extra inputs are not permitted";
        }

        return FindMissing(body) ?? FindWrongLimit(body) ?? FindWrongMetadata(body);
    }

    private static string? FindMissing(JsonElement body)
    {
        var missing = new[] { "model", "max_tokens", "messages" }.FirstOrDefault(name => !body.Has(name));
        return missing is null ? null : $"{missing}: Field required";
    }

    private static string? FindWrongLimit(JsonElement body)
    {
        var ceiling = ModelTraits.Of(body.TextAt("model") ?? "").OutputCeiling;
        return body.NumberAt("max_tokens") switch
        {
            null or < 1 => "max_tokens: Input should be greater than or equal to 1",
            var limit when limit > ceiling =>
                $"max_tokens: {limit} > {ceiling}, which is the maximum allowed number of output tokens for {body.TextAt("model")}",
            _ => null,
        };
    }

    private static string? FindWrongMetadata(JsonElement body) =>
        body.At("metadata").FirstUnknownName(new HashSet<string> { "user_id" }) is { } name ? $"metadata.{name}: Extra inputs are not permitted" : null;
}
