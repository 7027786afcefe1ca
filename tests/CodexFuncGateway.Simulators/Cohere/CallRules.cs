using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>Tool calls in the history: whole, under ids of their own, and each answered right after its message.</summary>
internal static class CallRules
{
    public static CohereProblem? FindProblem(JsonElement body)
    {
        var seen = new HashSet<string>();
        var open = new List<string>();
        foreach (var message in body.ItemsAt("messages"))
        {
            if ((message.TextAt("role") == "tool" ? Answer(message, open) : Unanswered(open)) is { } problem)
            {
                return problem;
            }

            foreach (var call in message.ItemsAt("tool_calls"))
            {
                if (FindWrongCall(call, seen) is { } wrong)
                {
                    return wrong;
                }

                open.Add(call.TextAt("id")!);
            }
        }

        return Unanswered(open);
    }

    private static CohereProblem? Answer(JsonElement message, List<string> open) =>
        open.Remove(message.TextAt("tool_call_id") ?? "")
            ? null
            : new CohereProblem($"invalid request: tool call id {message.TextAt("tool_call_id")} not found in previous tool calls");

    private static CohereProblem? Unanswered(List<string> open) =>
        open.Count == 0 ? null : new CohereProblem($"invalid request: missing tool results for tool calls: {string.Join(", ", open)}");

    private static CohereProblem? FindWrongCall(JsonElement call, HashSet<string> seen)
    {
        var function = call.At("function");
        return call.TextAt("type") != "function" || call.TextAt("id") is not { Length: > 0 } id || function.TextAt("name") is null || !IsObject(function.TextAt("arguments"))
                ? new CohereProblem("invalid request: a tool call must have an id, the type 'function', and a function with a name and JSON arguments.")
            : seen.Add(id) ? null
            : new CohereProblem("invalid request: cannot have duplicate tool ids");
    }

    private static bool IsObject(string? arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments ?? "");
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
