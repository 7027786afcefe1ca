using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>A step as whole content blocks, before they are cut into events.</summary>
internal static class ReplyBlocks
{
    public static IReadOnlyList<JsonElement> Write(JsonElement body, NumberedStep step)
    {
        var blocks = new List<object>();
        if (step.Step.Reasoning is { } reasoning)
        {
            blocks.AddRange(WriteThoughts(body, step.Number, reasoning));
        }

        if (step.Step.Search is { } search)
        {
            blocks.AddRange(SearchBlocks.Write(body, step, search));
        }
        else if (step.Step.Text is { } text)
        {
            blocks.Add(new { type = "text", text });
        }

        var tools = body.ItemsAt("tools").Select(ReadTool).ToList();
        blocks.AddRange(step.Step.Calls.Select((call, index) => WriteCall(OfferedCall.From(call, tools), step.CallId("toolu_01", index))));
        return [.. blocks.Select(block => JsonSerializer.SerializeToElement(block))];
    }

    private static IEnumerable<object> WriteThoughts(JsonElement body, int number, ScriptedReasoning reasoning)
    {
        if (!ThinkingRules.IsOn(body))
        {
            throw new ScriptViolationException($"Step {number} thinks, but the request does not ask for thinking.");
        }

        if (reasoning.Redacted is { } data)
        {
            yield return new { type = "redacted_thinking", data };
        }

        yield return new { type = "thinking", thinking = reasoning.Text, signature = reasoning.Payload };
    }

    private static object WriteCall(OfferedCall call, string id)
    {
        using var input = JsonDocument.Parse(call.Payload);
        return new { type = "tool_use", id, name = call.Name, input = input.RootElement.Clone() };
    }

    private static OfferedTool ReadTool(JsonElement tool) =>
        new(tool.TextAt("name") ?? "", tool.TextAt("description") ?? "", tool.At("input_schema"), IsCustom: false);
}
