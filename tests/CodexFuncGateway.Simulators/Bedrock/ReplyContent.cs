using System.Text;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>A step as whole content blocks, before they are told whole or in events.</summary>
internal static class ReplyContent
{
    public static IReadOnlyList<JsonElement> Write(ConverseCall call, NumberedStep step)
    {
        var blocks = new List<object>();
        if (step.Step.Reasoning is { } reasoning)
        {
            blocks.AddRange(WriteThoughts(call, step.Number, reasoning));
        }

        if (step.Step.Text is { } text)
        {
            blocks.Add(new { text });
        }

        var tools = call.Tools.Where(tool => tool.Has("toolSpec")).Select(tool => ReadTool(tool.At("toolSpec"))).ToList();
        blocks.AddRange(step.Step.Calls.Select((called, index) => WriteCall(OfferedCall.From(called, tools), step.CallId("tooluse_", index))));
        return [.. blocks.Select(block => JsonSerializer.SerializeToElement(block))];
    }

    /// <summary>Claude signs what it was asked to think; some others think aloud; the rest keep it to themselves.</summary>
    private static IEnumerable<object> WriteThoughts(ConverseCall call, int number, ScriptedReasoning reasoning)
    {
        if (call.Model.IsClaude && !call.Thinks)
        {
            throw new ScriptViolationException($"Step {number} thinks, but the request does not ask for thinking.");
        }

        if (call.Model.IsClaude && reasoning.Redacted is { } redacted)
        {
            yield return new { reasoningContent = new { redactedContent = Convert.ToBase64String(Encoding.UTF8.GetBytes(redacted)) } };
        }

        if (call.Model.IsClaude)
        {
            yield return new { reasoningContent = new { reasoningText = new { text = reasoning.Text, signature = reasoning.Payload } } };
        }
        else if (call.Model.ThinksAloud && reasoning.Text.Length > 0)
        {
            yield return new { reasoningContent = new { reasoningText = new { text = reasoning.Text } } };
        }
    }

    private static object WriteCall(OfferedCall call, string id)
    {
        using var input = JsonDocument.Parse(call.Payload);
        return new { toolUse = new { toolUseId = id, name = call.Name, input = input.RootElement.Clone() } };
    }

    private static OfferedTool ReadTool(JsonElement spec) =>
        new(spec.TextAt("name") ?? "", spec.TextAt("description") ?? "", spec.At("inputSchema").At("json"), IsCustom: false);
}
