using System.Text;
using CodexFuncGateway.Dialects.CohereChat.Wire;

namespace CodexFuncGateway.Dialects.CohereChat;

/// <summary>
/// Gathers the items of one assistant turn into one message. What the assistant says beside calls is its plan for them; a turn without
/// calls says it as content. Thoughts lead the content of both.
/// </summary>
internal sealed class CohereAssistantTurn
{
    private readonly List<string> texts = [];
    private readonly List<string> thoughts = [];
    private readonly List<CohereToolCall> calls = [];

    public void AddText(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            texts.Add(text);
        }
    }

    public void AddThought(ReadOnlyMemory<byte> payload) => thoughts.Add(Encoding.UTF8.GetString(payload.Span));

    public void AddCall(CohereToolCall call) => calls.Add(call);

    /// <summary>The message, and a fresh start; null where the turn says nothing.</summary>
    public CohereMessage? Take()
    {
        var message = texts.Count + calls.Count > 0 ? Assemble() : null;
        texts.Clear();
        thoughts.Clear();
        calls.Clear();
        return message;
    }

    private CohereMessage Assemble()
    {
        var text = texts.Count > 0 ? string.Join("\n\n", texts) : null;
        var content = calls.Count > 0 ? null : text;
        return new CohereMessage("assistant")
        {
            Content = thoughts.Count > 0 ? WithThoughts(content) : content is null ? null : new CohereContent(content),
            ToolPlan = calls.Count > 0 ? text : null,
            ToolCalls = calls.Count > 0 ? [.. calls] : null,
        };
    }

    private CohereContent WithThoughts(string? text)
    {
        var parts = thoughts.Select(thought => new CohereContentPart("thinking") { Thinking = thought });
        return new CohereContent(text is null ? [.. parts] : [.. parts, new CohereContentPart("text") { Text = text }]);
    }
}
