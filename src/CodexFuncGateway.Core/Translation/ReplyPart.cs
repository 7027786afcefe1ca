using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Translation;

/// <summary>The smallest fact an upstream states. Text is UTF-8, unescaped, and valid until the next part is asked for.</summary>
public abstract record ReplyPart;

/// <summary>More of the answer's text.</summary>
public sealed record TextDelta(ReadOnlyMemory<byte> Text) : ReplyPart;

/// <summary>More of an explanation why there is no answer.</summary>
public sealed record RefusalDelta(ReadOnlyMemory<byte> Text) : ReplyPart;

/// <summary>More of the reasoning that may be shown.</summary>
public sealed record ReasoningDelta(ReadOnlyMemory<byte> Text) : ReplyPart;

/// <summary>The reasoning so far is complete; this is what the upstream needs back to believe it.</summary>
public sealed record ReasoningSealed(ReadOnlyMemory<byte> Payload) : ReplyPart;

/// <summary>A tool call begins.</summary>
/// <param name="Index">Tells this reply's calls apart; any number that the dialect likes.</param>
/// <param name="CallId">The upstream's id; empty where it gives none.</param>
/// <param name="Name">The tool's name as the upstream was told it.</param>
public sealed record ToolCallStarted(int Index, string CallId, string Name) : ReplyPart;

/// <summary>More of a call's JSON arguments.</summary>
public sealed record ToolArgumentsDelta(int Index, ReadOnlyMemory<byte> Json) : ReplyPart;

/// <summary>A call's arguments are complete. Optional: calls still open when the reply finishes are completed then.</summary>
public sealed record ToolCallCompleted(int Index) : ReplyPart;

/// <summary>The upstream begins a search of the web of its own.</summary>
/// <param name="Id">Tells this reply's searches apart.</param>
/// <param name="Queries">What it searches for; empty where it does not say.</param>
public sealed record SearchStarted(string Id, IReadOnlyList<string> Queries) : ReplyPart;

/// <summary>A search has come to its end. Optional: searches still open when the reply finishes end with it.</summary>
public sealed record SearchEnded(string Id, bool HasFailed = false) : ReplyPart;

/// <summary>A source of the answer, told while the text that rests on it is the newest.</summary>
/// <param name="Passage">What of the text rests on it; null where the upstream does not say.</param>
public sealed record Citation(string Url, string? Title, CitedPassage? Passage = null) : ReplyPart;

/// <summary>A summary of the conversation, to be returned as its compaction.</summary>
public sealed record Summary(ReadOnlyMemory<byte> Text) : ReplyPart;

/// <summary>So many bytes the model produced, and is paid for, that the client is not told.</summary>
public sealed record Untold(int Bytes) : ReplyPart;

/// <summary>What was consumed so far; a later one replaces it.</summary>
/// <param name="ServiceTier">The tier that served the call, where the upstream says.</param>
public sealed record UsageReported(TokenUsage Usage, string? ServiceTier = null) : ReplyPart
{
    /// <summary>What is charged for, where the upstream counts that apart (Cohere does not charge for what it adds to a prompt itself).</summary>
    public TokenUsage? Billed { get; init; }

    /// <summary>Whether the upstream's own words, where they are passed on, lack a number that clients need.</summary>
    public bool IsIncomplete { get; init; }
}

/// <summary>The reply is whole. Usage may still follow.</summary>
public sealed record Finished(FinishReason Reason) : ReplyPart
{
    /// <summary>Whether the upstream only pauses, and goes on when it is sent what it has said so far.</summary>
    public bool IsPause { get; init; }
}

/// <summary>The upstream gave up in mid-reply.</summary>
public sealed record Failed(GatewayError Error) : ReplyPart;

/// <summary>An event of an upstream that speaks Responses itself; passed on as it is.</summary>
/// <param name="Type">The event's type.</param>
/// <param name="Data">The event's JSON, byte for byte.</param>
public sealed record NativeEvent(ReadOnlyMemory<byte> Type, ReadOnlyMemory<byte> Data) : ReplyPart;

/// <summary>A run of such an upstream's deltas, passed on together.</summary>
/// <param name="Frames">The server-sent events as they came, each with its name, its data and a blank line.</param>
/// <param name="Count">How many they are.</param>
public sealed record NativeDeltas(ReadOnlyMemory<byte> Frames, int Count) : ReplyPart;
