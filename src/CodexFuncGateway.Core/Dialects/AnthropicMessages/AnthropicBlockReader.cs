using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Reads content blocks: text, thinking and calls. Blocks of tools that the upstream runs itself, and kinds added later, are passed over.
/// A call is complete only when something follows it, because a call that ran into the output limit is closed like any other.
/// </summary>
internal sealed class AnthropicBlockReader
{
    private readonly Dictionary<int, OpenBlock> open = [];
    private readonly List<int> stoppedCalls = [];
    private int calls;

    /// <summary>Whether the arguments of a call are still being told.</summary>
    public bool HasOpenCall => open.Values.Any(block => block.Type == "tool_use");

    public void Start(int index, AnthropicReplyBlock block, List<ReplyPart> parts)
    {
        Stop(index, parts);
        CompleteCalls(parts);
        var opened = new OpenBlock(block.Type, calls, block.Input);
        open.Add(index, opened);
        switch (block.Type)
        {
            case "redacted_thinking":
                parts.Add(Seal(new AnthropicRedactedThought(block.Data)));
                break;
            case "tool_use":
                calls++;
                parts.Add(new ToolCallStarted(opened.Call, block.Id ?? "", block.Name ?? ""));
                break;
            default:
                Add(opened, block.Text, block.Thinking, parts);
                opened.Signature.Write(block.Signature.Span);
                break;
        }
    }

    public void Add(int index, AnthropicDelta delta, List<ReplyPart> parts)
    {
        if (!open.TryGetValue(index, out var block))
        {
            return;
        }

        Add(block, delta.Text, delta.Thinking, parts);
        block.Signature.Write(delta.Signature.Span);
        if (block.Type == "tool_use" && !delta.PartialJson.IsEmpty)
        {
            block.HasArguments = true;
            parts.Add(new ToolArgumentsDelta(block.Call, delta.PartialJson.Bytes));
        }
    }

    public void Stop(int index, List<ReplyPart> parts)
    {
        if (!open.Remove(index, out var block))
        {
            return;
        }

        if (block is { Type: "thinking", Signature.WrittenCount: > 0 })
        {
            parts.Add(Seal(new AnthropicThought(Text(block.Thinking), Text(block.Signature))));
        }
        else if (block.Type == "tool_use")
        {
            StopCall(block, parts);
        }
    }

    public void StopAll(List<ReplyPart> parts)
    {
        foreach (var index in open.Keys.ToArray())
        {
            Stop(index, parts);
        }
    }

    /// <summary>Calls may be told by turns: one that is still open goes on.</summary>
    public void CompleteCalls(List<ReplyPart> parts)
    {
        parts.AddRange(stoppedCalls.Select(call => new ToolCallCompleted(call)));
        stoppedCalls.Clear();
    }

    private void StopCall(OpenBlock block, List<ReplyPart> parts)
    {
        stoppedCalls.Add(block.Call);
        if (!block.HasArguments)
        {
            parts.Add(new ToolArgumentsDelta(block.Call, block.Input is { Span: [(byte)'{', ..] } input ? input.Bytes : "{}"u8.ToArray()));
        }
    }

    private static void Add(OpenBlock block, Utf8Text text, Utf8Text thinking, List<ReplyPart> parts)
    {
        if (block.Type == "text" && !text.IsEmpty)
        {
            parts.Add(new TextDelta(text.Bytes));
        }
        else if (block.Type == "thinking" && !thinking.IsEmpty)
        {
            block.Thinking.Write(thinking.Span);
            parts.Add(new ReasoningDelta(thinking.Bytes));
        }
    }

    private static ReasoningSealed Seal(AnthropicBlock thought) =>
        new(JsonSerializer.SerializeToUtf8Bytes(thought, AnthropicJson.Default.AnthropicBlock));

    private static Utf8Text Text(ArrayBufferWriter<byte> written) => new(written.WrittenMemory);

    /// <summary>A block between its start and its stop.</summary>
    private sealed class OpenBlock(string? type, int call, RawJson? input)
    {
        public string? Type => type;

        public int Call => call;

        /// <summary>The input that came with the start, for calls that are not streamed.</summary>
        public RawJson? Input => input;

        public bool HasArguments { get; set; }

        public ArrayBufferWriter<byte> Thinking { get; } = new();

        public ArrayBufferWriter<byte> Signature { get; } = new();
    }
}
