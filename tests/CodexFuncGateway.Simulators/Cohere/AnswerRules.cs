using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>The shape asked of an answer, which tools and documents exclude.</summary>
internal static class AnswerRules
{
    public static CohereProblem? FindProblem(JsonElement body)
    {
        var format = body.At("response_format");
        return format.ValueKind == JsonValueKind.Undefined ? null
            : format.FirstUnknownName(new HashSet<string> { "type", "json_schema" }) is { } unknown ? new CohereProblem($"unknown field: parameter 'response_format.{unknown}' is not a valid field", Status: 422)
            : format.TextAt("type") is not ("text" or "json_object") ? new CohereProblem("invalid request: response_format.type must be one of text, json_object")
            : body.Has("tools") || body.Has("documents") ? new CohereProblem("invalid request: response_format is not supported with RAG.")
            : format.Has("json_schema") && SchemaRules.FindProblem(format.At("json_schema")) is { } problem ? new CohereProblem($"invalid request: invalid 'json_schema' provided: {problem}")
            : null;
    }
}
