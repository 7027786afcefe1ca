using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>The top level of a request: known names, a known model, and numbers within their ranges.</summary>
internal static class EnvelopeRules
{
    private const int MostStops = 5;

    private static readonly HashSet<string> Known =
    [
        "model", "messages", "stream", "tools", "tool_choice", "strict_tools", "documents", "citation_options", "response_format", "safety_mode", "max_tokens",
        "stop_sequences", "temperature", "seed", "frequency_penalty", "presence_penalty", "k", "p", "logprobs", "thinking", "priority",
    ];

    private static readonly (string Name, double Least, double Most)[] Ranges =
        [("temperature", 0, 1), ("p", 0.01, 0.99), ("k", 0, 500), ("frequency_penalty", 0, 1), ("presence_penalty", 0, 1)];

    public static CohereProblem? FindProblem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new CohereProblem("invalid json syntax");
        }

        if (body.FirstUnknownName(Known) is { } unknown)
        {
            return new CohereProblem($"unknown field: parameter '{unknown}' is not a valid field", Status: 422);
        }

        if (body.TextAt("model") is not { } model || body.ItemsAt("messages").Count == 0)
        {
            return new CohereProblem("invalid request: model and messages are required");
        }

        return ModelTraits.Of(model) is { } traits
            ? FindWrongRange(body) ?? FindWrongLimit(body, model, traits) ?? FindWrongThinking(body, traits)
            : new CohereProblem($"model '{model}' not found, make sure the correct model ID was used and that you have access to the model.", Status: 404);
    }

    private static CohereProblem? FindWrongRange(JsonElement body)
    {
        var wrong = Ranges.FirstOrDefault(range => body.Has(range.Name) && !IsBetween(body.At(range.Name), range.Least, range.Most));
        return wrong.Name is not null ? new CohereProblem($"invalid request: {wrong.Name} must be between {wrong.Least} and {wrong.Most} inclusive.")
            : body.ItemsAt("stop_sequences").Count > MostStops ? new CohereProblem($"invalid request: list of stop sequences must have at most {MostStops} elements.")
            : body.Has("frequency_penalty") && body.Has("presence_penalty") ? new CohereProblem("invalid request: cannot specify both frequency_penalty and presence_penalty.")
            : null;
    }

    private static bool IsBetween(JsonElement value, double least, double most) =>
        value.ValueKind == JsonValueKind.Number && value.GetDouble() >= least && value.GetDouble() <= most;

    private static CohereProblem? FindWrongLimit(JsonElement body, string model, ModelTraits traits) => body.At("max_tokens").ValueKind switch
    {
        JsonValueKind.Undefined => null,
        _ when body.NumberAt("max_tokens") is not > 0 => new CohereProblem("invalid request: max_tokens must be a positive integer."),
        _ when body.NumberAt("max_tokens") > traits.OutputCeiling => new CohereProblem(
            $"too many tokens: max tokens must be less than or equal to {traits.OutputCeiling}, the maximum output for {model} - received {body.NumberAt("max_tokens")}."),
        _ => null,
    };

    private static CohereProblem? FindWrongThinking(JsonElement body, ModelTraits traits)
    {
        var thinking = body.At("thinking");
        return thinking.ValueKind == JsonValueKind.Undefined ? null
            : !traits.Thinks ? new CohereProblem("thinking is not supported for this model")
            : thinking.TextAt("type") is not ("enabled" or "disabled") || thinking.FirstUnknownName(new HashSet<string> { "type", "token_budget" }) is not null
                ? new CohereProblem("invalid request: thinking must have a type of 'enabled' or 'disabled' and may have a token_budget.")
            : thinking.Has("token_budget") && thinking.NumberAt("token_budget") is not > 0 ? new CohereProblem("invalid request: token_budget must be a positive integer.")
            : null;
    }
}
