using System.Buffers;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Pipeline;

/// <summary>The form in which a client wants its reply: as a stream of events, or folded into one object.</summary>
internal interface IReplyForm : IDisposable
{
    /// <summary>Where the assembler writes its events.</summary>
    IBufferWriter<byte> Events { get; }

    /// <summary>Whether the client has been promised a successful reply.</summary>
    bool HasStarted { get; }

    /// <summary>Whether so much waits to be flushed that it should not wait for the upstream to pause.</summary>
    bool IsFull { get; }

    void Start();

    ValueTask FlushAsync();

    ValueTask KeepAliveAsync(ReplyAssembler assembler);

    /// <summary>Says how it ended.</summary>
    ValueTask CompleteAsync(ReplyAssembler assembler, TokenUsage usage);
}
