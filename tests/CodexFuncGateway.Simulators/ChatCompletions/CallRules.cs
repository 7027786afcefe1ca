using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Tool calls in the history: whole, with an id of the right form, and each answered once right after its message.</summary>
internal static class CallRules
{
    public static ChatProblem? FindProblem(JsonElement body, ChatQuirks quirks)
    {
        var messages = body.ItemsAt("messages");
        var open = new List<string>();
        for (var index = 0; index < messages.Count; index++)
        {
            var problem = messages[index].TextAt("role") == "tool" ? Answer(messages[index], open, index) : Unanswered(open);
            if (problem is not null)
            {
                return problem;
            }

            foreach (var call in messages[index].ItemsAt("tool_calls"))
            {
                if (FindWrongCall(call, index, quirks) is { } wrong)
                {
                    return wrong;
                }

                open.Add(call.TextAt("id")!);
            }
        }

        return Unanswered(open);
    }

    private static ChatProblem? Answer(JsonElement message, List<string> open, int index) =>
        open.Remove(message.TextAt("tool_call_id") ?? "")
            ? null
            : new ChatProblem(
                "Invalid parameter: messages with role 'tool' must be a response to a preceding message with 'tool_calls'.", 400, null, "messages", index, "tool_call_id");

    private static ChatProblem? Unanswered(List<string> open) =>
        open.Count == 0
            ? null
            : new ChatProblem(
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
                + $"The following tool_call_ids did not have response messages: {string.Join(", ", open)}",
                Code: "3230");

    private static ChatProblem? FindWrongCall(JsonElement call, int index, ChatQuirks quirks)
    {
        var id = call.TextAt("id") ?? "";
        if (!Regex.IsMatch(id, quirks.CallIdPattern))
        {
            return new ChatProblem($"Tool call id was {id} but must match {quirks.CallIdPattern}.", 400, "3280", "messages", index, "tool_calls");
        }

        var function = call.At("function");
        if (call.TextAt("type") != "function" || function.TextAt("name") is null || function.TextAt("arguments") is not { } arguments)
        {
            return new ChatProblem($"'messages.{index}.tool_calls': a call needs type, function.name and function.arguments", 400, null, "messages", index, "tool_calls");
        }

        return quirks.ParsesArguments && !IsObject(arguments)
            ? new ChatProblem($"'messages.{index}.tool_calls': the arguments of {function.TextAt("name")} are not a JSON object", 400, null, "messages", index, "tool_calls")
            : null;
    }

    private static bool IsObject(string arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
