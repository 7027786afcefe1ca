using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>
/// Maps the conversation to one text, since a prompt is all that these models have in common. A single question stands as it is; of a
/// longer conversation each turn is told under the name of who speaks, and the assistant is given the last word.
/// </summary>
internal static class ReplicatePromptMapper
{
    /// <summary>What the model is told apart from the conversation; empty where that is nothing.</summary>
    public static string Instructions(ResponsesRequest request)
    {
        var leading = Leading(request).Select(message => ContentWords.Of(message.Content));
        return Join([request.Instructions ?? "", .. leading]);
    }

    /// <param name="request">What is asked.</param>
    /// <param name="instructions">What leads the prompt of a model that has no place of its own for it.</param>
    public static string Map(ResponsesRequest request, string instructions)
    {
        var turns = request.Input.Skip(Leading(request).Count()).Select(Tell).Where(turn => !string.IsNullOrWhiteSpace(turn.Said)).ToArray();
        return turns is [{ Who: "User", Said: var question }]
            ? Join([instructions, question])
            : Join([instructions, .. turns.Select(turn => $"{turn.Who}: {turn.Said}"), "Assistant:"]);
    }

    private static IEnumerable<MessageItem> Leading(ResponsesRequest request) =>
        request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Cast<MessageItem>();

    /// <summary>Calls of an earlier model are told as what they were; this one can make none.</summary>
    private static (string Who, string Said) Tell(InputItem item) => item switch
    {
        MessageItem { IsAssistant: true } message => ("Assistant", ContentWords.Of(message.Content)),
        MessageItem { IsInstruction: true } message => ("System", ContentWords.Of(message.Content)),
        MessageItem message => ("User", ContentWords.Of(message.Content)),
        FunctionCallItem call => ("Assistant", $"[called {call.Tool.Name} with {call.Arguments}]"),
        ToolOutputItem output => ("Tool", ContentWords.Of(output.Output)),
        _ => ("", ""),
    };

    private static string Join(IEnumerable<string> texts) => string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)));
}
