using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>A step as one assistant message, before it is cut into chunks.</summary>
internal sealed record ChatReply(string Reasoning, string Text, IReadOnlyList<(string Id, OfferedCall Call)> Calls)
{
    public static ChatReply From(JsonElement body, NumberedStep step, ChatQuirks quirks)
    {
        var tools = body.ItemsAt("tools").Select(ReadTool).ToList();
        var calls = step.Step.Calls.Select((call, index) => (step.CallId(quirks.CallIdPrefix, index), OfferedCall.From(call, tools)));
        return new ChatReply(step.Step.Reasoning?.Text ?? "", step.Step.Text ?? "", [.. calls]);
    }

    private static OfferedTool ReadTool(JsonElement tool)
    {
        var function = tool.At("function");
        return new OfferedTool(function.TextAt("name") ?? "", function.TextAt("description") ?? "", function.At("parameters"), IsCustom: false);
    }
}
