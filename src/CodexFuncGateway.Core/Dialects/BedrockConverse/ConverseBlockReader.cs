using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Reads content blocks: text, thinking and calls. Only a call says that it begins; other blocks begin with what they say first. Calls that
/// the upstream makes itself, and kinds added later, are passed over. A call is complete only when something follows it, because a call that
/// ran into the output limit is closed like any other.
/// </summary>
internal sealed class ConverseBlockReader
{
    private readonly Dictionary<int, OpenBlock> open = [];
    private readonly List<int> stoppedCalls = [];
    private int calls;

    public void StartCall(int index, ConverseToolUseStart call, List<ReplyPart> parts)
    {
        Stop(index, parts);
        var block = Open(index, parts);
        if (call.Type is not "server_tool_use")
        {
            block.Call = calls++;
            parts.Add(new ToolCallStarted(block.Call.Value, call.ToolUseId ?? "", call.Name ?? ""));
        }
    }

    public void Add(int index, ConverseDelta delta, List<ReplyPart> parts)
    {
        var block = open.TryGetValue(index, out var known) ? known : Open(index, parts);
        if (!delta.Text.IsEmpty)
        {
            parts.Add(new TextDelta(delta.Text.Bytes));
        }
        else if (delta.ReasoningContent is { } reasoning)
        {
            AddReasoning(block, reasoning, parts);
        }
        else if (block.Call is { } call && delta.ToolUse is { Input.IsEmpty: false } arguments)
        {
            block.HasArguments = true;
            parts.Add(new ToolArgumentsDelta(call, arguments.Input.Bytes));
        }
    }

    public void AddWhole(int index, ConverseReplyBlock whole, List<ReplyPart> parts)
    {
        if (whole.ToolUse is { } call)
        {
            StartCall(index, new ConverseToolUseStart(call.ToolUseId, call.Name, call.Type), parts);
            Add(index, new ConverseDelta { ToolUse = new ConverseInputDelta { Input = new Utf8Text(call.Input?.Bytes ?? default) } }, parts);
        }
        else
        {
            Add(index, new ConverseDelta { Text = whole.Text, ReasoningContent = AsDelta(whole.ReasoningContent) }, parts);
        }

        Stop(index, parts);
    }

    public void Stop(int index, List<ReplyPart> parts)
    {
        if (!open.Remove(index, out var block))
        {
            return;
        }

        if (block.Seal() is { } thought)
        {
            parts.Add(new ReasoningSealed(JsonSerializer.SerializeToUtf8Bytes(thought, ConverseJson.Default.ConverseReasoning)));
        }
        else if (block.Call is { } call)
        {
            StopCall(call, block.HasArguments, parts);
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

    private void StopCall(int call, bool hasArguments, List<ReplyPart> parts)
    {
        stoppedCalls.Add(call);
        if (!hasArguments)
        {
            parts.Add(new ToolArgumentsDelta(call, "{}"u8.ToArray()));
        }
    }

    private OpenBlock Open(int index, List<ReplyPart> parts)
    {
        CompleteCalls(parts);
        var block = new OpenBlock();
        open.Add(index, block);
        return block;
    }

    private static void AddReasoning(OpenBlock block, ConverseReasoningDelta reasoning, List<ReplyPart> parts)
    {
        block.Keep(reasoning);
        if (!reasoning.Text.IsEmpty)
        {
            parts.Add(new ReasoningDelta(reasoning.Text.Bytes));
        }
    }

    private static ConverseReasoningDelta? AsDelta(ConverseReasoning? whole) => whole is null ? null : new ConverseReasoningDelta
    {
        Text = whole.ReasoningText?.Text ?? default,
        Signature = whole.ReasoningText?.Signature ?? default,
        RedactedContent = whole.RedactedContent ?? default,
    };

    /// <summary>A block between its first word and its stop.</summary>
    private sealed class OpenBlock
    {
        private ArrayBufferWriter<byte>? thinking;
        private ArrayBufferWriter<byte>? signature;
        private ArrayBufferWriter<byte>? redacted;

        /// <summary>The call's number; null for all that is no call of the client's.</summary>
        public int? Call { get; set; }

        public bool HasArguments { get; set; }

        public void Keep(ConverseReasoningDelta reasoning)
        {
            (thinking ??= new()).Write(reasoning.Text.Span);
            (signature ??= new()).Write(reasoning.Signature.Span);
            Keep(reasoning.RedactedContent.Span);
        }

        /// <summary>What the upstream wants back; what it did not sign it refuses to see again (Nova: "cannot contain reasoning content", 2026-08).</summary>
        public ConverseReasoning? Seal() => this switch
        {
            { signature.WrittenCount: > 0 } => new ConverseReasoning { ReasoningText = new(new(thinking!.WrittenMemory), new(signature.WrittenMemory)) },
            { redacted.WrittenCount: > 0 } => new ConverseReasoning { RedactedContent = Encode(redacted.WrittenSpan) },
            _ => null,
        };

        /// <summary>Pieces are joined as bytes, since each is padded by itself.</summary>
        private void Keep(ReadOnlySpan<byte> base64)
        {
            if (!base64.IsEmpty)
            {
                redacted ??= new();
                Base64.DecodeFromUtf8(base64, redacted.GetSpan(base64.Length), out _, out var written);
                redacted.Advance(written);
            }
        }

        private static Utf8Text Encode(ReadOnlySpan<byte> bytes)
        {
            var base64 = new byte[Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
            Base64.EncodeToUtf8(bytes, base64, out _, out _);
            return new Utf8Text(base64);
        }
    }
}
