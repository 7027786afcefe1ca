using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Maps the conversation. Leading instructions become one message; an assistant's run of reasoning, text and calls becomes one message;
/// images that a tool returned follow in a user message, because a tool message holds text only.
/// </summary>
internal sealed class ChatInputMapper(Capabilities capabilities)
{
    private readonly List<ChatMessage> messages = [];
    private readonly List<ContentPart> toolImages = [];
    private readonly ChatAssistantTurn turn = new(capabilities.ReasoningReplay);

    public IReadOnlyList<ChatMessage> Map(ResponsesRequest request)
    {
        var leading = request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Cast<MessageItem>().ToArray();
        AddInstructions(request.Instructions, leading);
        foreach (var item in request.Input.Skip(leading.Length))
        {
            Add(item);
        }

        EndTurns();
        if (!capabilities.TrailingAssistant && messages is [.., { Role: "assistant" }])
        {
            // What Codex sends after a stream broke off; these hosts want the last word to be the user's.
            messages.Add(ChatMessage.User("Continue."));
        }

        return messages;
    }

    private void AddInstructions(JsonText? instructions, IEnumerable<MessageItem> leading)
    {
        var texts = leading.SelectMany(message => message.Content).OfType<TextPart>().Select(part => part.Text).Prepend(instructions);
        if (JsonText.Join("\n\n", texts) is { } text)
        {
            messages.Add(new ChatMessage(capabilities.InstructionRole) { Content = new ChatContent(text) });
        }
    }

    private void Add(InputItem item)
    {
        switch (item)
        {
            case ReasoningItem { Payload: { } payload }:
                EndToolOutputs();
                turn.AddReasoning(payload);
                break;
            case MessageItem { IsAssistant: true } message:
                EndToolOutputs();
                turn.AddText(ContentWords.Of(message.Content));
                break;
            case FunctionCallItem call:
                EndToolOutputs();
                turn.AddCall(new ChatToolCall(call.CallId, new ChatCalledFunction(call.Tool.Name, call.Arguments.IsEmpty ? "{}" : call.Arguments)));
                break;
            case ToolOutputItem output:
                EndAssistantTurn();
                AddToolOutput(output);
                break;
            case MessageItem message:
                EndTurns();
                AddMessage(message);
                break;
        }
    }

    private void AddToolOutput(ToolOutputItem output)
    {
        messages.Add(new ChatMessage("tool") { ToolCallId = output.CallId, Content = new ChatContent(ContentWords.Of(output.Output)) });
        if (capabilities.Images)
        {
            toolImages.AddRange(output.Output.OfType<ImagePart>());
        }
    }

    private void AddMessage(MessageItem message)
    {
        var role = !message.IsInstruction ? "user" : capabilities.SingleInstruction ? "user" : capabilities.InstructionRole;
        if (ChatContentMapper.Map(message.Content, capabilities.Images) is { } content)
        {
            AddAfterTools(new ChatMessage(role) { Content = content });
        }
    }

    /// <summary>Mistral wants the assistant to have answered its tools before anyone else speaks (seen 2026-08: "Unexpected role 'user' after role 'tool'").</summary>
    private void AddAfterTools(ChatMessage message)
    {
        if (!capabilities.UserAfterTool && messages is [.., { Role: "tool" }])
        {
            messages.Add(new ChatMessage("assistant") { Content = new ChatContent("Noted.") });
        }

        messages.Add(message);
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
            AddAfterTools(new ChatMessage("user") { Content = ChatContentMapper.Map([new TextPart(ContentWords.ToolImages), .. toolImages], images: true) });
            toolImages.Clear();
        }
    }
}
