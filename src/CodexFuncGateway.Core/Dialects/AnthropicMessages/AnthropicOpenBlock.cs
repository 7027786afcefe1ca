using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>A block between its start and its stop.</summary>
/// <param name="start">As it began, with the input of calls that are not streamed.</param>
/// <param name="call">Its number, if it is a call.</param>
internal sealed class AnthropicOpenBlock(AnthropicReplyBlock start, int call)
{
    public AnthropicReplyBlock Start => start;

    public string? Type => start.Type;

    public int Call => call;

    /// <summary>Whether it is a search that the upstream runs.</summary>
    public bool IsSearch { get; } = start is { Type: "server_tool_use", Name: AnthropicSearchMapper.Name, Id: not null };

    public bool HasArguments { get; set; }

    public ArrayBufferWriter<byte> Thinking { get; } = new();

    public ArrayBufferWriter<byte> Signature { get; } = new();

    /// <summary>What is searched for, as JSON that comes in pieces.</summary>
    public ArrayBufferWriter<byte> Query { get; } = new();

    /// <exception cref="JsonException">The pieces are not JSON.</exception>
    public RawJson WholeQuery() => Query.WrittenCount == 0 ? start.Input ?? new RawJson("{}"u8.ToArray()) : JsonSerializer.Deserialize(Query.WrittenSpan, AnthropicJson.Default.RawJson)!;
}
