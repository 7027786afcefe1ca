using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>Who may speak after whom, and where the results of tool calls must stand.</summary>
internal static class MessageOrderRules
{
    public static string? FindProblem(JsonElement body)
    {
        var traits = ModelTraits.Of(body.TextAt("model") ?? "");
        var turns = Turn.Read(body);
        if (turns.Count == 0)
        {
            return "messages: at least one message is required";
        }

        return FindWrongRole(turns, traits)
            ?? FindWrongEnd(turns[^1], traits, ThinkingRules.IsOn(body))
            ?? FindWrongResults([.. turns.Where(turn => turn.Role != "system")]);
    }

    private static string? FindWrongRole(IReadOnlyList<Turn> turns, ModelTraits traits)
    {
        var wrong = turns.FirstOrDefault(turn => turn.Role is not ("user" or "assistant") && !(turn.Role == "system" && traits.SystemTurns));
        if (wrong is not null)
        {
            return $"messages: Unexpected role \"{wrong.Role}\". The Messages API accepts a top-level `system` parameter, not \"system\" as an input message role.";
        }

        return turns[0].Role == "user" ? null : "messages: first message must use the \"user\" role";
    }

    private static string? FindWrongEnd(Turn last, ModelTraits traits, bool thinks)
    {
        if (!last.IsAssistant || last.Blocks[^1].TextAt("type") == "web_search_tool_result")
        {
            return null; // the latter is a turn that was paused
        }

        return traits.Prefill && !thinks
            ? FindTrailingBlank(last)
            : "This model does not support assistant message prefill. The conversation must end with a user message.";
    }

    private static string? FindTrailingBlank(Turn last)
    {
        var text = last.Blocks[^1].TextAt("text") ?? "";
        return text.Length > 0 && char.IsWhiteSpace(text[^1]) ? "messages: final assistant content cannot end with trailing whitespace" : null;
    }

    private static string? FindWrongResults(IReadOnlyList<Turn> turns)
    {
        for (var index = 0; index < turns.Count; index++)
        {
            var asked = index > 0 && turns[index - 1].IsAssistant ? turns[index - 1].ToolUseIds.ToList() : [];
            if (!turns[index].IsAssistant && FindWrongResults(turns[index], asked, index) is { } problem)
            {
                return problem;
            }
        }

        return turns[^1].IsAssistant && turns[^1].ToolUseIds.Any() ? Unanswered(turns.Count - 1, turns[^1].ToolUseIds) : null;
    }

    private static string? FindWrongResults(Turn turn, List<string> asked, int index)
    {
        var leading = turn.Blocks.TakeWhile(block => block.TextAt("type") == "tool_result").Select(ResultId).ToList();
        var orphan = turn.BlocksOf("tool_result").Select(ResultId).FirstOrDefault(id => !asked.Contains(id));
        if (orphan is not null)
        {
            return $"messages.{index}.content: unexpected `tool_use_id` found in `tool_result` blocks: {orphan}. "
                + "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.";
        }

        if (leading.Distinct().Count() != leading.Count)
        {
            return $"messages.{index}.content: each tool_use must have a single result. Found multiple `tool_result` blocks with one id.";
        }

        var unanswered = asked.Except(leading).ToList();
        return unanswered.Count == 0 ? null : Unanswered(index - 1, unanswered);
    }

    private static string Unanswered(int index, IEnumerable<string> ids) =>
        $"messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", ids)}. "
        + "Each `tool_use` block must have a corresponding `tool_result` block in the next message.";

    private static string ResultId(JsonElement block) => block.TextAt("tool_use_id") ?? "";
}
