using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>What a message of the stream is.</summary>
internal enum ConverseEventType
{
    /// <summary><c>initial-response</c>, <c>messageStart</c>, and whatever is added later.</summary>
    Other,

    ContentBlockStart,
    ContentBlockDelta,
    ContentBlockStop,
    MessageStop,
    Metadata,

    /// <summary>A complaint, from the service or from the stream itself.</summary>
    Exception,
}

internal static class ConverseEventTypes
{
    /// <summary>Told apart without making a string of it.</summary>
    public static ConverseEventType Read(AwsEventHeaders headers) => headers.Name.Span switch
    {
        _ when !headers.MessageType.Span.SequenceEqual("event"u8) => ConverseEventType.Exception,
        var name when name.SequenceEqual("contentBlockDelta"u8) => ConverseEventType.ContentBlockDelta,
        var name when name.SequenceEqual("contentBlockStart"u8) => ConverseEventType.ContentBlockStart,
        var name when name.SequenceEqual("contentBlockStop"u8) => ConverseEventType.ContentBlockStop,
        var name when name.SequenceEqual("messageStop"u8) => ConverseEventType.MessageStop,
        var name when name.SequenceEqual("metadata"u8) => ConverseEventType.Metadata,
        _ => ConverseEventType.Other,
    };
}
