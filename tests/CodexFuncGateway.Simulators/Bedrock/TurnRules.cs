using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>Who may speak after whom, and where the results of tool calls must stand.</summary>
internal static class TurnRules
{
    public static string? FindProblem(ConverseCall call)
    {
        var messages = call.Messages;
        if (messages.Count == 0 || messages[0].TextAt("role") != "user")
        {
            return "A conversation must start with a user message. Try again with a conversation that starts with a user message.";
        }

        if (messages.Any(message => message.TextAt("role") is not ("user" or "assistant")) || messages.Zip(messages.Skip(1)).Any(pair => pair.First.TextAt("role") == pair.Second.TextAt("role")))
        {
            return "A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.";
        }

        if (messages[^1].TextAt("role") != "user")
        {
            return "A conversation must end with a user message. Try again with a conversation that ends with a user message.";
        }

        return Enumerable.Range(1, messages.Count - 1).Select(index => FindWrongResults(messages, index, call.Model)).FirstOrDefault(problem => problem is not null);
    }

    private static string? FindWrongResults(IReadOnlyList<JsonElement> messages, int index, BedrockModel model)
    {
        if (messages[index].TextAt("role") == "assistant")
        {
            return FindDuplicate(Ids(messages[index], "toolUse"), $"The toolUse blocks at messages.{index}.content contain duplicate Ids");
        }

        var asked = Ids(messages[index - 1], "toolUse");
        var answered = Ids(messages[index], "toolResult");
        if (answered.Except(asked).Any() || answered.Count > asked.Count)
        {
            return FindDuplicate(answered, $"The toolResult blocks at messages.{index}.content contain duplicate Ids")
                ?? $"The number of toolResult blocks at messages.{index}.content exceeds the number of toolUse blocks of previous turn.";
        }

        var unanswered = asked.Except(answered).ToList();
        if (unanswered.Count > 0)
        {
            return $"Expected toolResult blocks at messages.{index}.content for the following Ids: {string.Join(", ", unanswered)}";
        }

        return model.IsClaude ? FindTextBeforeResults(messages[index], index) : model.WantsResultsAlone ? FindCompany(messages[index], index) : null;
    }

    private static string? FindTextBeforeResults(JsonElement message, int index) =>
        message.ItemsAt("content").SkipWhile(block => block.Has("toolResult")).Any(block => block.Has("toolResult"))
            ? $"The model returned the following errors: messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after."
            : null;

    private static string? FindCompany(JsonElement message, int index) =>
        message.ItemsAt("content").Any(block => block.Has("toolResult")) && message.ItemsAt("content").Any(block => !block.Has("toolResult"))
            ? $"This model doesn't support toolResult blocks beside other content. Update messages.{index}.content and try again."
            : null;

    private static string? FindDuplicate(IReadOnlyList<string> ids, string complaint) =>
        ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice ? $"{complaint}: {twice.Key}" : null;

    private static List<string> Ids(JsonElement message, string kind) =>
        [.. message.ItemsAt("content").Where(block => block.Has(kind)).Select(block => block.At(kind).TextAt("toolUseId") ?? "")];
}
