using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>
/// The thinking blocks that this simulator signed, kept by the tool call that they led to. What comes back must be them, whole and in their order,
/// for every assistant turn since the user last spoke; older turns may go without, but never with a block that was not issued.
/// </summary>
internal sealed class IssuedTurns
{
    private readonly Dictionary<string, List<string>> thoughtsByCall = [];
    private readonly HashSet<string> allThoughts = [];
    private readonly Lock gate = new();

    public void Remember(IReadOnlyList<JsonElement> blocks)
    {
        lock (gate)
        {
            var thoughts = blocks.Where(IsThought).Select(Key).ToList();
            allThoughts.UnionWith(thoughts);
            foreach (var call in blocks.Where(block => block.TextAt("type") == "tool_use"))
            {
                thoughtsByCall[call.TextAt("id")!] = thoughts;
            }
        }
    }

    public string? FindProblem(JsonElement body)
    {
        lock (gate)
        {
            var turns = Turn.Read(body);
            var loopStart = turns.ToList().FindLastIndex(turn => !turn.IsAssistant && !turn.BlocksOf("tool_result").Any());
            return turns.Select((turn, index) => turn.IsAssistant ? FindProblem(body, turn, index, isInLoop: index > loopStart) : null)
                .FirstOrDefault(problem => problem is not null);
        }
    }

    private string? FindProblem(JsonElement body, Turn turn, int index, bool isInLoop)
    {
        var forged = turn.Blocks.FirstOrDefault(block => IsThought(block) && !allThoughts.Contains(Key(block)));
        if (forged.ValueKind != JsonValueKind.Undefined)
        {
            return $"messages.{index}.content: Invalid `signature` in `{forged.TextAt("type")}` block";
        }

        return ThinkingRules.IsOn(body) && isInLoop && turn.ToolUseIds.FirstOrDefault() is { } call ? FindChange(turn, call, index) : null;
    }

    private string? FindChange(Turn turn, string call, int index)
    {
        var issued = thoughtsByCall.GetValueOrDefault(call);
        if (issued is { Count: 0 })
        {
            return null;
        }

        if (!IsThought(turn.Blocks[0]))
        {
            return $"messages.{index}.content.0.type: Expected `thinking` or `redacted_thinking`, but found `{turn.Blocks[0].TextAt("type")}`. "
                + "When `thinking` is enabled, a final `assistant` message must start with a thinking block.";
        }

        return issued is null || turn.Blocks.Where(IsThought).Select(Key).SequenceEqual(issued)
            ? null
            : $"messages.{index}.content: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.";
    }

    private static bool IsThought(JsonElement block) => block.TextAt("type") is "thinking" or "redacted_thinking";

    private static string Key(JsonElement block) =>
        JsonSerializer.Serialize(new[] { block.TextAt("type"), block.TextAt("thinking"), block.TextAt("signature"), block.TextAt("data") });
}
