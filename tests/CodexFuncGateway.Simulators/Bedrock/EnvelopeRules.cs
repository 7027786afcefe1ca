using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>The model, the top level of a request, and its plain settings.</summary>
internal static class EnvelopeRules
{
    private static readonly HashSet<string> Known =
    [
        "messages", "system", "inferenceConfig", "toolConfig", "guardrailConfig", "additionalModelRequestFields", "additionalModelResponseFieldPaths", "promptVariables",
        "requestMetadata", "performanceConfig", "serviceTier", "outputConfig",
    ];

    private static readonly HashSet<string> InferenceNames = ["maxTokens", "temperature", "topP", "stopSequences"];
    private static readonly HashSet<string> OutputNames = ["textFormat", "effort"];

    public static string? FindProblem(ConverseCall call)
    {
        if (!call.Model.Exists)
        {
            return "The provided model identifier is invalid.";
        }

        if (call.Model.NeedsProfile)
        {
            return $"Invocation of model ID {call.Model.Id} with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.";
        }

        if (call.Body.ValueKind != JsonValueKind.Object)
        {
            return "The request body is not valid JSON.";
        }

        return FindUnknown(call.Body, Known, "#") ?? FindUnknown(call.Body.At("inferenceConfig"), InferenceNames, "#/inferenceConfig") ?? FindUnknown(call.Body.At("outputConfig"), OutputNames, "#/outputConfig")
            ?? FindWrongInference(call) ?? FindWrongOutput(call) ?? FindWrongTier(call.Body.At("serviceTier"));
    }

    public static string? FindUnknown(JsonElement value, IReadOnlySet<string> known, string path) =>
        value.FirstUnknownName(known) is { } unknown ? $"Malformed input request: {path}: extraneous key [{unknown}] is not permitted, please reformat your input and try again." : null;

    private static string? FindWrongInference(ConverseCall call)
    {
        var inference = call.Body.At("inferenceConfig");
        if (inference.Has("maxTokens") && inference.NumberAt("maxTokens") is null or < 1)
        {
            return "1 validation error detected: Value at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1";
        }

        foreach (var name in (string[])["temperature", "topP"])
        {
            if (inference.Has(name) && inference.At(name).GetDouble() is < 0 or > 1)
            {
                return $"1 validation error detected: Value at 'inferenceConfig.{name}' failed to satisfy constraint: Member must have value less than or equal to 1";
            }
        }

        return null;
    }

    private static string? FindWrongOutput(ConverseCall call)
    {
        var format = call.Body.At("outputConfig").At("textFormat");
        if (format.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (!call.Model.TakesStrict)
        {
            return "This model doesn't support the outputConfig.textFormat field. Remove outputConfig.textFormat and try again.";
        }

        var schema = format.At("structure").At("jsonSchema").TextAt("schema");
        return format.TextAt("type") != "json_schema" || schema is null || !schema.Contains("\"additionalProperties\":false", StringComparison.Ordinal)
            ? "The JSON schema at outputConfig.textFormat.structure.jsonSchema.schema is not supported."
            : null;
    }

    private static string? FindWrongTier(JsonElement tier) =>
        tier.ValueKind == JsonValueKind.Undefined || tier.TextAt("type") is "default" or "flex" or "priority" or "reserved" ? null : "serviceTier.type is not one of the known tiers.";
}
