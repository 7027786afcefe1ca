using System.Text;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>A step as whole output items, before they are told in events.</summary>
internal static class ReplyItems
{
    public static IReadOnlyList<JsonElement> Write(JsonElement body, NumberedStep step, ResponsesQuirks quirks)
    {
        if (ItemRules.AsksForCompaction(body))
        {
            return [JsonSerializer.SerializeToElement(WriteCompaction(step))];
        }

        var items = new List<object>();
        if (step.Step.Reasoning is { } reasoning && !quirks.SignsCalls)
        {
            items.Add(WriteReasoning(body, step.Number, reasoning, quirks));
        }

        if (step.Step.Search is { } search)
        {
            items.Add(SearchItems.Write(body, step, search, quirks));
        }

        if (step.Step.Text is { } text)
        {
            items.Add(WriteMessage(step, text, quirks));
        }

        var tools = Tools(body).Select(ReadTool).ToList();
        items.AddRange(step.Step.Calls.Select((call, index) => WriteCall(OfferedCall.From(call, tools), step, index, quirks)));
        return [.. items.Select(item => JsonSerializer.SerializeToElement(item))];
    }

    private static object WriteCompaction(NumberedStep step)
    {
        var blob = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{step.Number} {step.Step.Text}"));
        return new { id = $"cmp_simulated{step.Number}", type = "compaction", encrypted_content = $"gAAAAAB{blob}" };
    }

    private static object WriteReasoning(JsonElement body, int number, ScriptedReasoning reasoning, ResponsesQuirks quirks)
    {
        if (!body.ItemsAt("include").Any(include => include.ValueEquals("reasoning.encrypted_content")))
        {
            throw new ScriptViolationException($"Step {number} thinks, but the request does not ask for reasoning.encrypted_content.");
        }

        object[] summary = reasoning.Text.Length == 0 ? [] : [new { type = "summary_text", text = reasoning.Text }];
        return quirks.ReasoningFormat is { } format
            ? new { id = $"rs_simulated{number}", type = "reasoning", summary, encrypted_content = reasoning.Payload, format, signature = (string?)null }
            : new { id = $"rs_simulated{number}", type = "reasoning", summary, encrypted_content = reasoning.Payload };
    }

    private static Dictionary<string, object> WriteMessage(NumberedStep step, string text, ResponsesQuirks quirks)
    {
        var message = new Dictionary<string, object>
        {
            ["id"] = $"msg_simulated{step.Number}",
            ["type"] = "message",
            ["status"] = "completed",
            ["role"] = "assistant",
            ["content"] = new object[] { new { type = "output_text", text, annotations = SearchItems.WriteAnnotations(step, text), logprobs = Array.Empty<object>() } },
        };
        if (quirks.TellsPhases)
        {
            message["phase"] = step.Step.Calls.Count > 0 ? "commentary" : "final_answer";
        }

        return message;
    }

    private static object WriteCall(OfferedCall call, NumberedStep step, int index, ResponsesQuirks quirks)
    {
        var callId = quirks.RepeatsCallIds ? $"call_{index}" : step.CallId(quirks.SpeaksLikeXai ? "call-" : "call_", index);
        return quirks.SignsCalls ? WriteSignedCall(call, step, index, callId)
            : call.IsCustom
            ? new { id = step.CallId("ctc_", index), type = "custom_tool_call", status = "completed", call_id = callId, name = call.Name, input = call.Payload }
            : new { id = step.CallId("fc_", index), type = "function_call", status = "completed", call_id = callId, name = call.Name, arguments = call.Payload };
    }

    /// <summary>Only the first call of a turn is signed.</summary>
    private static Dictionary<string, object> WriteSignedCall(OfferedCall call, NumberedStep step, int index, string callId)
    {
        var item = new Dictionary<string, object>
        {
            ["id"] = step.CallId("fc_", index), ["type"] = "function_call", ["status"] = "completed", ["call_id"] = callId, ["name"] = call.Name, ["arguments"] = call.Payload,
        };
        if (index == 0 && step.Step.Reasoning is { } reasoning)
        {
            item["thought_signature"] = reasoning.Payload;
        }

        return item;
    }

    private static IEnumerable<JsonElement> Tools(JsonElement body) =>
        body.ItemsAt("tools").Concat(body.ItemsAt("input").Where(item => item.TextAt("type") == "additional_tools").SelectMany(item => item.ItemsAt("tools")));

    private static OfferedTool ReadTool(JsonElement tool) =>
        new(tool.TextAt("name") ?? "", tool.TextAt("description") ?? "", tool.At("parameters"), IsCustom: tool.TextAt("type") == "custom");
}
