using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>The <c>type</c> of an event, told apart without making a string of it.</summary>
[JsonConverter(typeof(AnthropicEventTypeConverter))]
internal enum AnthropicEventType
{
    /// <summary><c>ping</c>, <c>error</c>, which has a field of its own, and whatever is added later.</summary>
    Other,

    /// <summary>No event: a whole message.</summary>
    Message,

    MessageStart,
    ContentBlockStart,
    ContentBlockDelta,
    ContentBlockStop,
    MessageDelta,
    MessageStop,
}

internal sealed class AnthropicEventTypeConverter : JsonConverter<AnthropicEventType>
{
    public override AnthropicEventType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader switch
    {
        { TokenType: not JsonTokenType.String } => AnthropicEventType.Other,
        _ when reader.ValueTextEquals("content_block_delta"u8) => AnthropicEventType.ContentBlockDelta,
        _ when reader.ValueTextEquals("content_block_start"u8) => AnthropicEventType.ContentBlockStart,
        _ when reader.ValueTextEquals("content_block_stop"u8) => AnthropicEventType.ContentBlockStop,
        _ when reader.ValueTextEquals("message_start"u8) => AnthropicEventType.MessageStart,
        _ when reader.ValueTextEquals("message_delta"u8) => AnthropicEventType.MessageDelta,
        _ when reader.ValueTextEquals("message_stop"u8) => AnthropicEventType.MessageStop,
        _ when reader.ValueTextEquals("message"u8) => AnthropicEventType.Message,
        _ => AnthropicEventType.Other,
    };

    public override void Write(Utf8JsonWriter writer, AnthropicEventType value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Events are only read.");
}
