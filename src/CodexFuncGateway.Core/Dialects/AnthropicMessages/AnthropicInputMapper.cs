using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Maps the conversation to turns that alternate: all that the assistant thinks, says and calls is one turn, and the results of its calls
/// lead the user's next one. Instructions that come first are the system prompt; later ones are the user's, marked as instructions.
/// </summary>
/// <param name="capabilities">What the upstream takes.</param>
/// <param name="searches">Whether the upstream's own search is offered; where not, earlier ones are left out.</param>
internal sealed class AnthropicInputMapper(Capabilities capabilities, bool searches = false)
{
    private readonly List<AnthropicMessage> messages = [];

    public static List<AnthropicBlock> MapSystem(ResponsesRequest request)
    {
        var system = new List<AnthropicBlock>();
        AnthropicContentMapper.AddText(request.Instructions, system);
        foreach (var message in LeadingInstructions(request))
        {
            AnthropicContentMapper.AddText(ContentWords.Of(message.Content), system);
        }

        return system;
    }

    public List<AnthropicMessage> Map(ResponsesRequest request)
    {
        foreach (var item in request.Input.Skip(LeadingInstructions(request).Count()))
        {
            Add(item);
        }

        EndAssistantTurn();
        return messages;
    }

    /// <summary>Sees to it that the user has the first word, and the last one where the model insists on that.</summary>
    public static void Close(List<AnthropicMessage> messages, bool mayEndWithAssistant)
    {
        if (messages is [{ IsAssistant: true }, ..])
        {
            messages.Insert(0, User("[The beginning of the conversation is not shown.]"));
        }

        if (messages is [.., { IsAssistant: true, Content: [.., AnthropicSearchResult] }])
        {
            return; // a turn that was paused, and goes on when it is sent back
        }

        if (messages.Count == 0 || (messages[^1].IsAssistant && !mayEndWithAssistant))
        {
            // Codex sends what it has of a reply that broke off, and expects the rest.
            messages.Add(User("Continue."));
        }
        else if (messages[^1] is { IsAssistant: true, Content: [.., AnthropicText last] content })
        {
            // Refused otherwise: "final assistant content cannot end with trailing whitespace" (seen 2026-08).
            content[^1] = last with { Text = last.Text.ToString().TrimEnd() };
        }
    }

    public static void TrimThinking(AnthropicMessage turn)
    {
        while (turn.Content is [.., { IsThinking: true }])
        {
            turn.Content.RemoveAt(turn.Content.Count - 1);
        }
    }

    private static IEnumerable<MessageItem> LeadingInstructions(ResponsesRequest request) =>
        request.Input.TakeWhile(item => item is MessageItem { IsInstruction: true }).Cast<MessageItem>();

    private static AnthropicMessage User(string text) => new("user", [new AnthropicText(text)]);

    private void Add(InputItem item)
    {
        switch (item)
        {
            case ReasoningItem { Payload: { } payload }:
                AddKept(JsonSerializer.Deserialize(payload.Span, AnthropicJson.Default.AnthropicBlock)!);
                break;
            case MessageItem message:
                AddMessage(message);
                break;
            case FunctionCallItem call:
                Turn("assistant").Add(new AnthropicToolUse(call.CallId, call.Tool.Name, CallArguments.AsObject(call.Arguments)));
                break;
            case ToolOutputItem output:
                Turn("user").Add(new AnthropicToolResult(output.CallId, AnthropicContentMapper.MapOutput(output.Output, capabilities)));
                break;
        }
    }

    private void AddKept(AnthropicBlock kept)
    {
        switch (kept)
        {
            case AnthropicKeptBlocks { Blocks: var blocks }:
                Turn("assistant").AddRange(searches ? blocks : []);
                break;
            case AnthropicTextCuts { Cuts: var cuts }:
                AnthropicTextCutter.Cut(Turn("assistant"), searches ? cuts : []);
                break;
            default:
                Turn("assistant").Add(kept);
                break;
        }
    }

    private void AddMessage(MessageItem message)
    {
        var blocks = AnthropicContentMapper.Map(message.Content, message.IsAssistant ? capabilities with { Images = false } : capabilities);
        if (message.IsInstruction)
        {
            blocks = [.. blocks.Select(block => block is AnthropicText text ? new AnthropicText($"<system>\n{text.Text}\n</system>") : block)];
        }

        if (blocks.Count > 0)
        {
            Turn(message.IsAssistant ? "assistant" : "user").AddRange(blocks);
        }
    }

    /// <summary>The turn that a block of this role belongs to: the last one, or a new one.</summary>
    private List<AnthropicBlock> Turn(string role)
    {
        if (role == "user")
        {
            EndAssistantTurn();
        }

        if (messages.Count == 0 || messages[^1].Role != role)
        {
            messages.Add(new AnthropicMessage(role, []));
        }

        return messages[^1].Content;
    }

    /// <summary>A turn may not end in thinking; where a reply broke off after it, there is nothing left to sign for.</summary>
    private void EndAssistantTurn()
    {
        if (messages is not [.., { IsAssistant: true } turn])
        {
            return;
        }

        TrimThinking(turn);
        if (turn.Content.Count == 0)
        {
            messages.RemoveAt(messages.Count - 1);
        }
    }
}
