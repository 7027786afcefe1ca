using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>The fields of a model's own. Claude judges its own as it does at Anthropic, which the simulator there knows.</summary>
internal static class ModelFieldRules
{
    public static string? FindProblem(ConverseCall call) =>
        EnvelopeRules.FindUnknown(call.ModelFields, call.Model.Fields, "#") ?? FindWrongEffort(call) ?? (call.Model.IsClaude ? FindClaudeProblem(call) : null);

    private static string? FindWrongEffort(ConverseCall call)
    {
        var fields = call.ModelFields;
        if (fields.Has("reasoning_effort") && fields.TextAt("reasoning_effort") is not ("low" or "medium" or "high"))
        {
            return "The model returned the following errors: reasoning_effort must be one of low, medium, high";
        }

        if (fields.Has("reasoning_config") && fields.TextAt("reasoning_config") is not ("low" or "high"))
        {
            return "The model returned the following errors: reasoning_config must be one of low, high";
        }

        var mode = fields.At("reasoningConfig");
        return mode.ValueKind == JsonValueKind.Undefined ? null
            : mode.TextAt("type") != "enabled" || mode.TextAt("maxReasoningEffort") is not ("low" or "medium" or "high") ? "The reasoningConfig is not valid."
            : mode.TextAt("maxReasoningEffort") == "high" && call.Body.At("inferenceConfig").Names().Any() ? "Temperature, topP and maxTokens cannot be used with maxReasoningEffort set to high."
            : null;
    }

    private static string? FindClaudeProblem(ConverseCall call)
    {
        var body = AsMessages(call);
        var problem = ThinkingRules.FindProblem(body) ?? FindTooHighLimit(body, call);
        return problem is null ? null : $"The model returned the following errors: {problem}";
    }

    private static string? FindTooHighLimit(JsonElement body, ConverseCall call)
    {
        var ceiling = ModelTraits.Of(call.Model.Id).OutputCeiling;
        return body.NumberAt("max_tokens") > ceiling ? $"max_tokens: {body.NumberAt("max_tokens")} > {ceiling}, which is the maximum allowed number of output tokens" : null;
    }

    /// <summary>The settings as the Messages API would state them. Where no limit is stated, the model's own holds.</summary>
    private static JsonElement AsMessages(ConverseCall call)
    {
        var inference = call.Body.At("inferenceConfig");
        var body = new JsonObject { ["model"] = call.Model.Id, ["max_tokens"] = inference.NumberAt("maxTokens") ?? ModelTraits.Of(call.Model.Id).OutputCeiling };
        foreach (var (name, value) in ((string, JsonElement)[])[("thinking", call.ModelFields.At("thinking")), ("output_config", call.ModelFields.At("output_config")), ("temperature", inference.At("temperature")), ("top_p", inference.At("topP"))])
        {
            if (value.ValueKind != JsonValueKind.Undefined)
            {
                body[name] = JsonNode.Parse(value.GetRawText());
            }
        }

        if (call.Body.At("toolConfig").At("toolChoice").Names().FirstOrDefault() is { } choice)
        {
            body["tool_choice"] = new JsonObject { ["type"] = choice };
        }

        return JsonSerializer.SerializeToElement(body);
    }
}
