using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>A step as one assistant message, before it is cut into events: what is said beside calls is their plan.</summary>
internal sealed record CohereReply(string Id, string Thinking, string Text, string Plan, IReadOnlyList<(string Id, OfferedCall Call)> Calls, ScriptedUsage Usage)
{
    public string FinishReason => Calls.Count > 0 ? "TOOL_CALL" : "COMPLETE";

    public static CohereReply From(JsonElement body, NumberedStep step)
    {
        var tools = body.ItemsAt("tools").Select(ReadTool).ToList();
        var calls = step.Step.Calls.Select((call, index) => (step.CallId($"{call.Tool}_", index), OfferedCall.From(call, tools))).ToList();
        var said = step.Step.Text ?? "";
        return new CohereReply(
            $"00000000-0000-4000-8000-{step.Number:D12}", ReadThinking(body, step), calls.Count > 0 ? "" : said, calls.Count > 0 ? said : "", calls, step.Step.Usage);
    }

    /// <summary>The reply of a request that did not ask for a stream.</summary>
    public object WriteWhole() => new { id = Id, message = WriteMessage(), finish_reason = FinishReason, usage = WriteUsage() };

    /// <summary>Images aside, the tokens count all; what the service adds to a prompt itself is not billed.</summary>
    public object WriteUsage() => new
    {
        billed_units = new { input_tokens = Usage.FreshInput / 2, output_tokens = Usage.Output },
        tokens = new { input_tokens = Usage.Input, output_tokens = Usage.Output, reasoning_tokens = Usage.Reasoning },
        cached_tokens = Usage.CacheRead,
    };

    private Dictionary<string, object> WriteMessage()
    {
        var message = new Dictionary<string, object> { ["role"] = "assistant" };
        object[] content = [.. Thinking.Length > 0 ? [new { type = "thinking", thinking = Thinking }] : Array.Empty<object>(), .. Text.Length > 0 ? [new { type = "text", text = Text }] : Array.Empty<object>()];
        if (content.Length > 0)
        {
            message["content"] = content;
        }

        if (Calls.Count > 0)
        {
            message["tool_plan"] = Plan;
            message["tool_calls"] = Calls.Select(call => new { id = call.Id, type = "function", function = new { name = call.Call.Name, arguments = call.Call.Payload } });
        }

        return message;
    }

    private static string ReadThinking(JsonElement body, NumberedStep step)
    {
        var mayThink = ModelTraits.Of(body.TextAt("model")!)!.Thinks && body.At("thinking").TextAt("type") != "disabled";
        return step.Step.Reasoning is not { } reasoning ? ""
            : mayThink ? reasoning.Text
            : throw new ScriptViolationException($"Step {step.Number} thinks, but the model does not, or was told not to.");
    }

    private static OfferedTool ReadTool(JsonElement tool)
    {
        var function = tool.At("function");
        return new OfferedTool(function.TextAt("name") ?? "", function.TextAt("description") ?? "", function.At("parameters"), IsCustom: false);
    }
}
