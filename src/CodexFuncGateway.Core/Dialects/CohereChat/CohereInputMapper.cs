using System.Text;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.CohereChat.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// Maps the conversation. The system turn must come first and only there, so later instructions are the user's; an assistant's run of
/// reasoning, text and calls becomes one message; images that a tool returned follow in a user message, because tool messages hold none.
/// </summary>
internal sealed class CohereInputMapper(Capabilities capabilities)
{
    private readonly List<CohereMessage> messages = [];
    private readonly List<ContentPart> toolImages = [];
    private readonly CohereAssistantTurn turn = new();

    /// <param name="request">What is asked.</param>
    /// <param name="answerFormat">What to say about the answer's shape.</param>
    public IReadOnlyList<CohereMessage> Map(ResponsesRequest request, string? answerFormat)
    {
        var leading = request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Cast<MessageItem>().ToArray();
        AddInstructions([request.Instructions, .. leading.Select(message => ContentWords.Of(message.Content)), answerFormat]);
        foreach (var item in request.Input.Skip(leading.Length))
        {
            Add(item);
        }

        EndTurns();
        if (messages is [] or [.., { Role: "system" }] || (!capabilities.TrailingAssistant && messages is [.., { Role: "assistant" }]))
        {
            // What Codex sends after a stream broke off ends with the assistant; the upstream wants the last word to be someone else's.
            messages.Add(CohereMessage.User("Continue."));
        }

        return messages;
    }

    private void AddInstructions(IEnumerable<string?> texts)
    {
        var text = string.Join("\n\n", texts.Where(text => !string.IsNullOrWhiteSpace(text)));
        if (text.Length > 0)
        {
            messages.Add(new CohereMessage("system") { Content = new CohereContent(text) });
        }
    }

    private void Add(InputItem item)
    {
        switch (item)
        {
            case ReasoningItem { Payload: { } payload }:
                EndToolOutputs();
                turn.AddThought(payload);
                break;
            case MessageItem { IsAssistant: true } message:
                EndToolOutputs();
                turn.AddText(ContentWords.Of(message.Content));
                break;
            case FunctionCallItem call:
                EndToolOutputs();
                turn.AddCall(new CohereToolCall(call.CallId, new CohereCalledFunction(call.Tool.Name, Encoding.UTF8.GetString(CallArguments.AsObject(call.Arguments).Span))));
                break;
            case ToolOutputItem output:
                EndAssistantTurn();
                AddToolOutput(output);
                break;
            case MessageItem message:
                EndTurns();
                AddUser(message.Content);
                break;
        }
    }

    private void AddToolOutput(ToolOutputItem output)
    {
        messages.Add(new CohereMessage("tool") { ToolCallId = output.CallId, Content = CohereContentMapper.MapOutput(output.Output) });
        if (capabilities.Images)
        {
            toolImages.AddRange(output.Output.OfType<ImagePart>());
        }
    }

    private void AddUser(IReadOnlyList<ContentPart> said)
    {
        if (CohereContentMapper.Map(said, capabilities.Images) is { } content)
        {
            messages.Add(new CohereMessage("user") { Content = content });
        }
    }

    private void EndTurns()
    {
        EndAssistantTurn();
        EndToolOutputs();
    }

    private void EndAssistantTurn()
    {
        if (turn.Take() is { } message)
        {
            messages.Add(message);
        }
    }

    private void EndToolOutputs()
    {
        if (toolImages.Count > 0)
        {
            AddUser([new TextPart(ContentWords.ToolImages), .. toolImages]);
            toolImages.Clear();
        }
    }
}
