using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ReplicatePredictions;

/// <summary>
/// Maps the conversation to one text, since a prompt is all that these models have in common. A single question stands as it is; of a
/// longer conversation each turn is told under the name of who speaks, and the assistant is given the last word.
/// </summary>
internal static class ReplicatePromptMapper
{
    private const string UnseenImage = "[An image stood here, which this model cannot see.]";

    /// <summary>What the model is told apart from the conversation; empty where that is nothing.</summary>
    public static string Instructions(ResponsesRequest request)
    {
        var leading = Leading(request).Select(message => Text(message.Content));
        return Join([request.Instructions ?? "", .. leading, Describe(request.OutputFormat)]);
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
        MessageItem { IsAssistant: true } message => ("Assistant", Text(message.Content)),
        MessageItem { IsInstruction: true } message => ("System", Text(message.Content)),
        MessageItem message => ("User", Text(message.Content)),
        FunctionCallItem call => ("Assistant", $"[called {call.Tool.Name} with {call.Arguments}]"),
        ToolOutputItem output => ("Tool", Text(output.Output)),
        _ => ("", ""),
    };

    private static string Text(IReadOnlyList<ContentPart> content) => string.Join("\n", content.Select(Describe));

    private static string Describe(ContentPart part) => part switch
    {
        TextPart text => text.Text,
        ImagePart => UnseenImage,
        UnknownPart unknown => $"[Content of type '{unknown.Type}' stood here, which this model cannot read.]",
        _ => "",
    };

    private static string Describe(OutputFormat? format) => format switch
    {
        null => "",
        { Schema: { } schema } => $"Answer with JSON that follows this schema, and nothing else:\n{schema.GetRawText()}",
        _ => "Answer with a single JSON object and nothing else.",
    };

    private static string Join(IEnumerable<string> texts) => string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)));
}
