using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>Gathers the items of one assistant turn into the one message that chat completions has for it.</summary>
internal sealed class ChatAssistantTurn(ReasoningReplay replay)
{
    private readonly List<JsonText> texts = [];
    private readonly List<string> reasoning = [];
    private readonly List<ChatToolCall> calls = [];

    public void AddText(JsonText text) => texts.Add(text);

    public void AddReasoning(ReadOnlyMemory<byte> payload) => reasoning.Add(Encoding.UTF8.GetString(payload.Span));

    public void AddCall(ChatToolCall call) => calls.Add(call);

    /// <summary>The message, and a fresh start; null where the turn says nothing.</summary>
    public ChatMessage? Take()
    {
        var text = JsonText.Join("\n\n", texts);
        var message = text is null && calls.Count == 0 ? null : Assemble(text);
        texts.Clear();
        reasoning.Clear();
        calls.Clear();
        return message;
    }

    private ChatMessage Assemble(JsonText? text)
    {
        var thought = reasoning.Count > 0 ? string.Join("\n\n", reasoning) : null;
        return new ChatMessage("assistant")
        {
            Content = Content(thought, text),
            Reasoning = replay == ReasoningReplay.Reasoning ? thought : null,
            ReasoningContent = replay == ReasoningReplay.ReasoningContent ? thought : null,
            ReasoningDetails = replay == ReasoningReplay.ReasoningDetails && reasoning.Count > 0 ? Details() : null,
            ToolCalls = calls.Count > 0 ? [.. calls] : null,
        };
    }

    private ChatContent? Content(string? thought, JsonText? text) => replay switch
    {
        ReasoningReplay.ThinkingChunk when thought is not null => WithThinking(thought, text),
        ReasoningReplay.ThinkTags when thought is not null => new ChatContent($"<think>{thought}</think>{text}"),
        _ => text is null ? null : new ChatContent(text),
    };

    private static ChatContent WithThinking(string thought, JsonText? text)
    {
        var thinking = new ChatContentPart("thinking") { Thinking = [new ChatContentPart("text") { Text = thought }] };
        return new ChatContent(text is null ? [thinking] : [thinking, new ChatContentPart("text") { Text = text }]);
    }

    /// <summary>Each payload is an array of details as the upstream sent it.</summary>
    private JsonElement[] Details() => [.. reasoning.SelectMany(details => JsonElement.Parse(details).EnumerateArray())];
}
