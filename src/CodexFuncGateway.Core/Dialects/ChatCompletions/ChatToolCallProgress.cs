using System.Buffers;
using CodexFuncGateway.Dialects.ChatCompletions.Wire;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>A call as far as it has been told.</summary>
internal sealed class ChatToolCallProgress(int? number, string id, string name)
{
    private readonly ArrayBufferWriter<byte> arguments = new(256);

    public int? Number => number;

    public string Id => id;

    /// <summary>Whether a fragment that begins a call under the same number, and without an id, begins another one.</summary>
    public bool IsAnother(ChatFunctionDelta function) => function.Name != name || (IsComplete && !Repeats(function) && function.Arguments.Bytes.Span.StartsWith("{"u8));

    /// <summary>What a fragment adds to the arguments; one that names the function again may repeat them from the start.</summary>
    public ReadOnlyMemory<byte> News(ChatFunctionDelta function)
    {
        var told = function.Arguments.Bytes;
        var news = !string.IsNullOrEmpty(function.Name) && Repeats(function) ? told[arguments.WrittenCount..] : told;
        arguments.Write(news.Span);
        return news;
    }

    private bool IsComplete => arguments.WrittenSpan.EndsWith("}"u8);

    private bool Repeats(ChatFunctionDelta function) => arguments.WrittenCount > 0 && function.Arguments.Bytes.Span.StartsWith(arguments.WrittenSpan);
}
