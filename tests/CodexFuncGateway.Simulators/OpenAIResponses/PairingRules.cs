using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>What cannot stand alone: a call without its output, an output without its call, reasoning without what followed it.</summary>
internal static class PairingRules
{
    public static ResponsesProblem? FindProblem(JsonElement body, ResponsesQuirks quirks)
    {
        var items = body.ItemsAt("input");
        return FindUnpaired(items, "function call", "function_call_output", "function_call", "local_shell_call")
            ?? FindUnpaired(items, "custom tool call", "custom_tool_call_output", "custom_tool_call")
            ?? FindUnpaired(items, "tool search call", "tool_search_output", "tool_search_call")
            ?? FindLoneReasoning(items, quirks);
    }

    private static ResponsesProblem? FindUnpaired(IReadOnlyList<JsonElement> items, string words, string outputType, params string[] callTypes)
    {
        var open = new HashSet<string>();
        var known = new HashSet<string>();
        foreach (var item in items)
        {
            var id = item.TextAt("call_id") ?? "";
            if (callTypes.Contains(item.TextAt("type")))
            {
                open.Add(id);
                known.Add(id);
            }
            else if (item.TextAt("type") == outputType && !known.Contains(id))
            {
                return new ResponsesProblem($"No tool call found for {words} output with call_id {id}.", "input");
            }
            else if (item.TextAt("type") == outputType)
            {
                open.Remove(id);
            }
        }

        return open.Count == 0 ? null : new ResponsesProblem($"No tool output found for {words} {open.First()}.", "input");
    }

    private static ResponsesProblem? FindLoneReasoning(IReadOnlyList<JsonElement> items, ResponsesQuirks quirks)
    {
        if (quirks.SpeaksLikeXai)
        {
            return null;
        }

        var lone = items.Where((item, index) =>
            item.TextAt("type") == "reasoning" && (index == items.Count - 1 || !ItemRules.IsModelOutput(items[index + 1]))).ToList();
        return lone.Count == 0
            ? null
            : new ResponsesProblem($"Item '{lone[0].TextAt("id")}' of type 'reasoning' was provided without its required following item.", "input");
    }
}
