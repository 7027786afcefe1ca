using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Maps the conversation to turns that alternate: all that the assistant thinks, says and calls is one turn, and the results of its calls
/// are the user's next one, or lead it. Instructions after the first ones are the user's, marked as instructions.
/// </summary>
internal sealed class ConverseInputMapper(Capabilities capabilities)
{
    private readonly List<ConverseMessage> messages = [];
    private readonly List<ConverseBlock> toolImages = [];

    public List<ConverseMessage> Map(ResponsesRequest request)
    {
        foreach (var item in request.Input.Skip(ConverseSystem.LeadingInstructions(request).Count()))
        {
            Add(item);
        }

        EndToolOutputs();
        EndAssistantTurn();
        return messages;
    }

    /// <summary>Sees to it that the user has the first word and the last one; most models refuse anything else.</summary>
    public static void Close(List<ConverseMessage> messages)
    {
        if (messages is [{ IsAssistant: true }, ..])
        {
            messages.Insert(0, User("[The beginning of the conversation is not shown.]"));
        }

        if (messages.Count == 0 || messages[^1].IsAssistant)
        {
            // Codex sends what it has of a reply that broke off, and expects the rest.
            messages.Add(User("Continue."));
        }
    }

    private static ConverseMessage User(string text) => new("user", [new ConverseBlock { Text = text }]);

    private void Add(InputItem item)
    {
        switch (item)
        {
            case ReasoningItem { Payload: { } payload }:
                AssistantTurn().Add(new ConverseBlock { ReasoningContent = JsonSerializer.Deserialize(payload.Span, ConverseJson.Default.ConverseReasoning) });
                break;
            case MessageItem { IsAssistant: true } message:
                ConverseContentMapper.AddText(ContentWords.Of(message.Content), AssistantTurn());
                break;
            case FunctionCallItem call:
                AssistantTurn().Add(new ConverseBlock { ToolUse = new ConverseToolUse(call.CallId, call.Tool.Name, CallArguments.AsObject(call.Arguments)) });
                break;
            case ToolOutputItem output:
                AddToolOutput(output);
                break;
            case MessageItem message:
                EndToolOutputs();
                AddUserBlocks(MapUserContent(message));
                break;
        }
    }

    private List<ConverseBlock> MapUserContent(MessageItem message)
    {
        var blocks = ConverseContentMapper.Map(message.Content, capabilities.Images);
        return message.IsInstruction
            ? [.. blocks.Select(block => block.Text is { } text ? new ConverseBlock { Text = $"<system>\n{text}\n</system>" } : block)]
            : blocks;
    }

    private void AddToolOutput(ToolOutputItem output)
    {
        var images = capabilities.Images && capabilities.ToolOutputImages;
        Turn("user").Add(new ConverseBlock { ToolResult = new ConverseToolResult(output.CallId, ConverseContentMapper.MapOutput(output.Output, images)) });
        if (capabilities.Images && !capabilities.ToolOutputImages)
        {
            toolImages.AddRange(output.Output.Select(ConverseContentMapper.MapImage).OfType<ConverseBlock>());
        }
    }

    private void AddUserBlocks(List<ConverseBlock> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        if (!capabilities.UserAfterTool && Turn("user") is [.., { ToolResult: not null }])
        {
            // Some want the results of calls alone in their turn, and neighbouring turns of one side count as one.
            Turn("assistant").Add(new ConverseBlock { Text = "Noted." });
        }

        Turn("user").AddRange(blocks);
    }

    private void EndToolOutputs()
    {
        if (toolImages.Count > 0)
        {
            AddUserBlocks([new ConverseBlock { Text = ContentWords.ToolImages }, .. toolImages]);
            toolImages.Clear();
        }
    }

    private List<ConverseBlock> AssistantTurn()
    {
        EndToolOutputs();
        return Turn("assistant");
    }

    /// <summary>The turn that a block of this role belongs to: the last one, or a new one.</summary>
    private List<ConverseBlock> Turn(string role)
    {
        if (role == "user")
        {
            EndAssistantTurn();
        }

        if (messages.Count == 0 || messages[^1].Role != role)
        {
            messages.Add(new ConverseMessage(role, []));
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

        while (turn.Content is [.., { IsThinking: true }])
        {
            turn.Content.RemoveAt(turn.Content.Count - 1);
        }

        if (turn.Content.Count == 0)
        {
            messages.RemoveAt(messages.Count - 1);
        }
    }
}
