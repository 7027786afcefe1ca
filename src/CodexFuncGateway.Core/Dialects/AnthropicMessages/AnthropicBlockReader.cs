using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Reads content blocks: text, thinking, calls and searches. Blocks of other tools that the upstream runs itself, and kinds added later, are passed over.
/// A call is complete only when something follows it, because a call that ran into the output limit is closed like any other.
/// </summary>
internal sealed class AnthropicBlockReader
{
    private readonly Dictionary<int, AnthropicOpenBlock> open = [];
    private readonly List<int> stoppedCalls = [];
    private readonly AnthropicTextReader text = new();
    private readonly AnthropicSearchReader searches = new();
    private int calls;

    /// <summary>Whether the arguments of a call are still being told.</summary>
    public bool HasOpenCall => open.Values.Any(block => block.Type == "tool_use");

    public void Start(int index, AnthropicReplyBlock block, List<ReplyPart> parts)
    {
        Stop(index, parts);
        CompleteCalls(parts);
        EndOthers(block.Type, parts);
        var opened = new AnthropicOpenBlock(block, calls);
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
            case "web_search_tool_result" when block is { ToolUseId: { } id, Content: { } found }:
                searches.ReadResult(new AnthropicSearchResult(id, found) { Caller = block.Caller }, parts);
                break;
            default:
                Add(opened, block.Text, block.Thinking, parts);
                opened.Signature.Write(block.Signature.Span);
                foreach (var citation in block.Citations ?? [])
                {
                    text.Cite(citation);
                }

                break;
        }
    }

    /// <summary>More of the text that was told last.</summary>
    public void CountText(int bytes) => text.Count(bytes);

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
        else if (block.IsSearch)
        {
            block.Query.Write(delta.PartialJson.Span);
        }
        else if (delta.Citation is { } citation)
        {
            text.Cite(citation);
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
        else if (block.Type == "text")
        {
            text.Stop(parts);
        }
        else if (block.IsSearch)
        {
            searches.ReadCall(new AnthropicServerCall(block.Start.Id!, AnthropicSearchMapper.Name, block.WholeQuery()) { Caller = block.Start.Caller }, parts);
        }
    }

    public void StopAll(List<ReplyPart> parts)
    {
        foreach (var index in open.Keys.ToArray())
        {
            Stop(index, parts);
        }

        End(parts);
    }

    /// <summary>Nothing follows.</summary>
    public void End(List<ReplyPart> parts) => EndOthers(null, parts);

    /// <summary>Calls may be told by turns: one that is still open goes on.</summary>
    public void CompleteCalls(List<ReplyPart> parts)
    {
        parts.AddRange(stoppedCalls.Select(call => new ToolCallCompleted(call)));
        stoppedCalls.Clear();
    }

    /// <summary>Keeps what has come to its end when a block of another kind follows.</summary>
    private void EndOthers(string? type, List<ReplyPart> parts)
    {
        if (type != "text")
        {
            text.End(parts);
        }

        if (type is not ("server_tool_use" or "web_search_tool_result"))
        {
            searches.End(parts);
        }
    }

    private void StopCall(AnthropicOpenBlock block, List<ReplyPart> parts)
    {
        stoppedCalls.Add(block.Call);
        if (!block.HasArguments)
        {
            parts.Add(new ToolArgumentsDelta(block.Call, block.Start.Input is { Span: [(byte)'{', ..] } input ? input.Bytes : "{}"u8.ToArray()));
        }
    }

    private void Add(AnthropicOpenBlock block, Utf8Text said, Utf8Text thinking, List<ReplyPart> parts)
    {
        if (block.Type == "text" && !said.IsEmpty)
        {
            text.Count(said.Bytes.Length);
            parts.Add(new TextDelta(said.Bytes));
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
}
