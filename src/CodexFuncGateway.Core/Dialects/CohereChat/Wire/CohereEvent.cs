using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>
/// An event of a streamed reply, or the reply itself where it is not streamed; only what is used is read. Properties can be set, because
/// the serializer takes twice as long for those that can only be initialised.
/// </summary>
internal sealed record CohereEvent
{
    public CohereEventType Type { get; set; }

    /// <summary>Which call an event about a call tells of.</summary>
    public int Index { get; set; }

    public CohereDelta? Delta { get; set; }

    /// <summary>A whole reply's message, or the words of a complaint.</summary>
    public RawJson? Message { get; set; }

    public string? FinishReason { get; set; }

    public CohereUsageWire? Usage { get; set; }

    public JsonElement? Error { get; set; }

    public bool IsComplaint => Error is { ValueKind: JsonValueKind.Object or JsonValueKind.String } || Message is { Span: [(byte)'"', ..] };
}

/// <summary>What an event adds to the message, or how it ended.</summary>
internal sealed record CohereDelta
{
    public CohereReplyMessage? Message { get; set; }

    public string? FinishReason { get; set; }

    public CohereUsageWire? Usage { get; set; }

    /// <summary>Why the generation failed, where it did.</summary>
    public string? Error { get; set; }
}

/// <summary>A message, or a piece of one: events hold the one block or call that they are about, whole replies hold lists.</summary>
internal sealed record CohereReplyMessage
{
    [JsonConverter(typeof(OneOrMoreConverter<CohereReplyBlock>))]
    public IReadOnlyList<CohereReplyBlock> Content { get; set; } = [];

    public Utf8Text ToolPlan { get; set; }

    [JsonConverter(typeof(OneOrMoreConverter<CohereReplyCall>))]
    public IReadOnlyList<CohereReplyCall> ToolCalls { get; set; } = [];
}

internal sealed record CohereReplyBlock
{
    public Utf8Text Text { get; set; }

    public Utf8Text Thinking { get; set; }
}

internal sealed record CohereReplyCall
{
    public string? Id { get; set; }

    public CohereReplyFunction? Function { get; set; }
}

internal sealed record CohereReplyFunction
{
    public string? Name { get; set; }

    /// <summary>JSON; empty or null for a tool without parameters.</summary>
    public Utf8Text Arguments { get; set; }
}
