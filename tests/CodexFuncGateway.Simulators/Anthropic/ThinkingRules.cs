using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>Thinking, effort and the parameters that they exclude, model by model.</summary>
internal static class ThinkingRules
{
    private const long SmallestBudget = 1_024;

    private static readonly HashSet<string> ThinkingNames = ["type", "budget_tokens", "display"];
    private static readonly HashSet<string> OutputNames = ["effort", "format"];

    public static bool IsOn(JsonElement body) => body.At("thinking").TextAt("type") is "enabled" or "adaptive";

    public static string? FindProblem(JsonElement body)
    {
        var traits = ModelTraits.Of(body.TextAt("model") ?? "");
        return FindModeProblem(body, traits)
            ?? FindEffortProblem(body, traits)
            ?? FindSamplingProblem(body, traits)
            ?? FindForcedToolProblem(body, traits);
    }

    private static string? FindModeProblem(JsonElement body, ModelTraits traits)
    {
        var thinking = body.At("thinking");
        if (thinking.FirstUnknownName(ThinkingNames) is { } unknown)
        {
            return $"thinking.{unknown}: Extra inputs are not permitted";
        }

        return thinking.TextAt("type") switch
        {
            "adaptive" when !traits.Adaptive => "adaptive thinking is not supported on this model",
            "adaptive" when thinking.Has("budget_tokens") => "thinking.adaptive.budget_tokens: Extra inputs are not permitted",
            "enabled" when !traits.Budget => "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior.",
            "enabled" => FindBudgetProblem(thinking.NumberAt("budget_tokens"), body.NumberAt("max_tokens")),
            "disabled" when traits.NeverForcesTools => "\"thinking.type.disabled\" is not supported for this model.",
            "adaptive" or "disabled" => null,
            null when thinking.ValueKind == JsonValueKind.Undefined => null,
            var type => $"thinking: Input tag '{type}' found using 'type' does not match any of the expected tags: 'adaptive', 'disabled', 'enabled'",
        };
    }

    private static string? FindBudgetProblem(long? budget, long? limit) => budget switch
    {
        null => "thinking.enabled.budget_tokens: Field required",
        < SmallestBudget => $"thinking.enabled.budget_tokens: Input should be greater than or equal to {SmallestBudget}",
        _ when budget >= limit => "`max_tokens` must be greater than `thinking.budget_tokens`.",
        _ => null,
    };

    private static string? FindEffortProblem(JsonElement body, ModelTraits traits)
    {
        var output = body.At("output_config");
        if (output.FirstUnknownName(OutputNames) is { } unknown)
        {
            return $"output_config.{unknown}: Extra inputs are not permitted";
        }

        var effort = output.TextAt("effort");
        if (effort is null)
        {
            return null;
        }

        if (traits.Efforts.Count == 0)
        {
            return "This model does not support the effort parameter.";
        }

        if (traits.HighEffortNeedsThinking && effort is ("xhigh" or "max") && body.At("thinking").TextAt("type") == "disabled")
        {
            return $"output_config.effort: '{effort}' requires thinking to be enabled.";
        }

        return traits.Efforts.Contains(effort)
            ? null
            : $"This model does not support effort level '{effort}'. Supported levels: {string.Join(", ", traits.Efforts)}.";
    }

    private static string? FindSamplingProblem(JsonElement body, ModelTraits traits)
    {
        var sampling = new[] { "temperature", "top_p", "top_k" }.Where(name => body.Has(name)).ToList();
        if (sampling.Count > 0 && !traits.Sampling)
        {
            return $"`{sampling[0]}` is not supported for this model.";
        }

        if (sampling.Contains("temperature") && sampling.Contains("top_p"))
        {
            return "`temperature` and `top_p` cannot both be specified for this model. Please use only one.";
        }

        if (!IsOn(body))
        {
            return null;
        }

        if (sampling.Contains("temperature") && body.At("temperature").GetDouble() != 1)
        {
            return "`temperature` may only be set to 1 when thinking is enabled.";
        }

        return sampling.Contains("top_k") ? "`top_k` must be unset when thinking is enabled." : FindTopProblem(body);
    }

    private static string? FindTopProblem(JsonElement body) =>
        body.Has("top_p") && body.At("top_p").GetDouble() is < 0.95 or > 1 ? "`top_p` must be between 0.95 and 1 when thinking is enabled." : null;

    private static string? FindForcedToolProblem(JsonElement body, ModelTraits traits)
    {
        var isForced = body.At("tool_choice").TextAt("type") is "any" or "tool";
        var thinksByBudget = body.At("thinking").TextAt("type") == "enabled";
        return isForced && (traits.NeverForcesTools || thinksByBudget) ? "Thinking may not be enabled when tool_choice forces tool use." : null;
    }
}
