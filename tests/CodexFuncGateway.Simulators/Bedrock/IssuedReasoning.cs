using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>
/// The thinking that this simulator signed, kept by the tool call that it led to. What comes back must be that, whole and in its order, for every assistant turn
/// since the user last spoke; older turns may go without, but never with a block that was not issued.
/// </summary>
internal sealed class IssuedReasoning
{
    private readonly Dictionary<string, List<string>> thoughtsByCall = [];
    private readonly HashSet<string> allThoughts = [];
    private readonly Lock gate = new();

    public void Remember(IReadOnlyList<JsonElement> content)
    {
        lock (gate)
        {
            var thoughts = Thoughts(content);
            allThoughts.UnionWith(thoughts);
            foreach (var call in content.Where(block => block.Has("toolUse")))
            {
                thoughtsByCall[call.At("toolUse").TextAt("toolUseId")!] = thoughts;
            }
        }
    }

    public string? FindProblem(ConverseCall call)
    {
        lock (gate)
        {
            var lastQuestion = call.Messages.ToList().FindLastIndex(message =>
                message.TextAt("role") == "user" && !message.ItemsAt("content").Any(block => block.Has("toolResult")));
            return call.Messages.Select((message, index) => message.TextAt("role") == "assistant" ? FindProblem(call, message, index, isInLoop: index > lastQuestion) : null)
                .FirstOrDefault(problem => problem is not null);
        }
    }

    private string? FindProblem(ConverseCall call, JsonElement message, int index, bool isInLoop)
    {
        var blocks = message.ItemsAt("content");
        if (Thoughts(blocks).Exists(thought => !allThoughts.Contains(thought)))
        {
            return $"The model returned the following errors: messages.{index}.content.0: Invalid `signature` in `thinking` block";
        }

        var called = blocks.FirstOrDefault(block => block.Has("toolUse")).At("toolUse").TextAt("toolUseId");
        return call is { Thinks: true, Model.IsClaude: true } && isInLoop && called is not null ? FindChange(call, blocks, thoughtsByCall.GetValueOrDefault(called), index) : null;
    }

    /// <param name="issued">Null for a call that another service issued. Only who thinks with a budget asks for the thinking behind it.</param>
    private static string? FindChange(ConverseCall call, IReadOnlyList<JsonElement> blocks, List<string>? issued, int index)
    {
        if (issued is { Count: 0 } || (issued is null && !call.HasBudget))
        {
            return null;
        }

        if (!blocks[0].Has("reasoningContent"))
        {
            return $"The model returned the following errors: messages.{index}.content.0.type: Expected `thinking` or `redacted_thinking`, but found something else.";
        }

        return issued is null || Thoughts(blocks).SequenceEqual(issued)
            ? null
            : $"The model returned the following errors: messages.{index}.content: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.";
    }

    /// <summary>Unsigned thoughts are not kept: they never come back.</summary>
    private static List<string> Thoughts(IReadOnlyList<JsonElement> blocks) =>
        [.. blocks.Where(block => block.Has("reasoningContent")).Select(block => block.At("reasoningContent")).Select(Key)];

    private static string Key(JsonElement reasoning) =>
        JsonSerializer.Serialize(new[] { reasoning.At("reasoningText").TextAt("text"), reasoning.At("reasoningText").TextAt("signature"), reasoning.TextAt("redactedContent") });
}
