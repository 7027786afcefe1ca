using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>The settings of the answer: ranges, thinking by model, and what a schema excludes.</summary>
internal static class GenerationRules
{
    private const int MostOutput = 65_536;

    public static string? FindProblem(JsonElement body, ModelTraits traits)
    {
        var settings = body.At("generationConfig");
        return FindRangeProblem(settings, "temperature", "temperature", 0, 2)
            ?? FindRangeProblem(settings, "topP", "top_p", 0, 1)
            ?? FindRangeProblem(settings, "maxOutputTokens", "max_output_tokens", 1, MostOutput)
            ?? FindThinkingProblem(settings.At("thinkingConfig"), traits)
            ?? FindFormatProblem(body, settings, traits);
    }

    private static string? FindRangeProblem(JsonElement settings, string name, string field, double least, double most) =>
        settings.Has(name) && settings.At(name).GetDouble() is var value && (value < least || value > most)
            ? $"* GenerateContentRequest.generation_config.{field}: {field} must be in the range [{least}, {most}]."
            : null;

    private static string? FindThinkingProblem(JsonElement thinking, ModelTraits traits)
    {
        var (level, budget) = (thinking.TextAt("thinkingLevel")?.ToLowerInvariant(), thinking.NumberAt("thinkingBudget"));
        return (level, budget) switch
        {
            ({ }, { }) => "You can only set only one of thinking budget and thinking level.",
            ({ }, _) when !traits.IsThird => "Thinking level is not supported for this model.",
            ({ }, _) when !traits.Levels.Contains(level) => $"Thinking level {level.ToUpperInvariant()} is not supported for this model. Please retry with other thinking level.",
            (_, 0) when !traits.IsThird && !traits.CanRest => "Budget 0 is invalid. This model only works in thinking mode.",
            (_, 0) when thinking.IsTrueAt("includeThoughts") => "Thinking_config.include_thoughts is only enabled when thinking is enabled.",
            (_, > 0) when !traits.IsThird && (budget < traits.Budget.Least || budget > traits.Budget.Most) =>
                $"The thinking budget {budget} is invalid. Please choose a value between {traits.Budget.Least} and {traits.Budget.Most}.",
            _ => null,
        };
    }

    private static string? FindFormatProblem(JsonElement body, JsonElement settings, ModelTraits traits)
    {
        var isJson = settings.TextAt("responseMimeType") == "application/json";
        return settings switch
        {
            _ when settings.Has("responseSchema") && settings.Has("responseJsonSchema") => "Only one of response_schema and response_json_schema may be set.",
            _ when (settings.Has("responseSchema") || settings.Has("responseJsonSchema")) && !isJson => "response_mime_type must be application/json when a response schema is set.",
            _ when isJson && !traits.IsThird && body.ItemsAt("tools").Count > 0 => "Function calling with a response mime type: 'application/json' is unsupported",
            _ => JsonSchemaRules.FindProblem(settings.At("responseJsonSchema"), "generation_config.response_json_schema"),
        };
    }
}
