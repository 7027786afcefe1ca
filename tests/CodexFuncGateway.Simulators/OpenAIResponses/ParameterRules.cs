using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>The top level of a request and the small objects in it.</summary>
internal static class ParameterRules
{
    private static readonly Dictionary<string, HashSet<string>> NestedNames = new()
    {
        ["text"] = ["format", "verbosity"],
        ["stream_options"] = ["include_obfuscation"],
    };

    private static readonly HashSet<string> Includes =
    [
        "reasoning.encrypted_content", "message.output_text.logprobs", "message.input_image.image_url", "file_search_call.results", "web_search_call.results",
        "web_search_call.action.sources", "code_interpreter_call.outputs", "computer_call_output.output.image_url",
    ];

    public static ResponsesProblem? FindProblem(JsonElement body, ResponsesQuirks quirks)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return new ResponsesProblem("We could not parse the JSON body of your request.") { IsUnreadable = true };
        }

        return FindUnknown(body, quirks) ?? FindWrongValue(body) ?? FindWrongEffort(body, quirks);
    }

    private static ResponsesProblem? FindUnknown(JsonElement body, ResponsesQuirks quirks)
    {
        if (body.FirstUnknownName(quirks.Parameters) is { } unknown)
        {
            return ResponsesProblem.UnknownParameter(unknown);
        }

        if (body.At("reasoning").FirstUnknownName(quirks.ReasoningNames) is { } member)
        {
            return ResponsesProblem.UnknownParameter($"reasoning.{member}");
        }

        return NestedNames
            .Select(nested => body.At(nested.Key).FirstUnknownName(nested.Value) is { } name ? ResponsesProblem.UnknownParameter($"{nested.Key}.{name}") : null)
            .FirstOrDefault(problem => problem is not null);
    }

    private static ResponsesProblem? FindWrongValue(JsonElement body)
    {
        if (body.TextAt("model") is null)
        {
            return new ResponsesProblem("Missing required parameter: 'model'.", "model", "missing_required_parameter");
        }

        if (body.ItemsAt("include").Select(include => include.GetString() ?? "").FirstOrDefault(include => !Includes.Contains(include)) is { } wrong)
        {
            return new ResponsesProblem($"Invalid value: '{wrong}'.", "include[0]", "invalid_value");
        }

        if (body.TextAt("model")!.StartsWith("gpt-4", StringComparison.Ordinal) && body.ItemsAt("include").Any(include => include.GetString() == "reasoning.encrypted_content"))
        {
            return new ResponsesProblem("Encrypted content is not supported with this model.", "include");
        }

        if (body.TextAt("previous_response_id") is { } previous)
        {
            return new ResponsesProblem($"Previous response with id '{previous}' not found.", "previous_response_id", "previous_response_not_found");
        }

        // Every reply of the gateway is streamed; a simulator that folded replies would be a second one to trust.
        return body.IsTrueAt("stream") ? null : new ResponsesProblem("This simulator only streams.", "stream");
    }

    private static ResponsesProblem? FindWrongEffort(JsonElement body, ResponsesQuirks quirks)
    {
        var effort = body.At("reasoning").TextAt("effort");
        return effort is not null && quirks.Efforts(body.TextAt("model")!) is { } efforts && !efforts.Contains(effort)
            ? new ResponsesProblem($"This model does not support 'reasoning_effort' value '{effort}'", "reasoning.effort")
            : null;
    }
}
