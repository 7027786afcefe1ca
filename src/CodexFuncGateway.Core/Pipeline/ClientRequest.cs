using System.IO.Pipelines;
using CodexFuncGateway.Keys;

namespace CodexFuncGateway.Pipeline;

/// <summary>What the pipeline needs of an HTTP request.</summary>
/// <param name="Body">The body, still encoded and still arriving.</param>
public sealed record ClientRequest(PipeReader Body)
{
    /// <summary>Understands the body, in the API that the client speaks.</summary>
    internal RequestReader Read { get; init; } = RequestReaders.ReadResponses;

    /// <summary>What it shows of who sent it.</summary>
    public Caller Caller { get; init; } = new();

    public string? ContentEncoding { get; init; }

    public long? ContentLength { get; init; }

    /// <summary>The conversation that the call belongs to, where the client names it.</summary>
    public string? SessionId { get; init; }

    /// <summary>The thread within it.</summary>
    public string? ThreadId { get; init; }

    /// <summary>What the call is for, in a word of ours.</summary>
    public string? RequestKind { get; init; }

    /// <summary>The tags that the client gives the call, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What an earlier reply of the same turn gave the client to bring back: see <see cref="Pipeline.TurnState"/>.</summary>
    public string? TurnState { get; init; }
}
