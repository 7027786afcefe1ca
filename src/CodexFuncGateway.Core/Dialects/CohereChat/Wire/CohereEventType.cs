using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>The <c>type</c> of an event, told apart without making a string of it.</summary>
[JsonConverter(typeof(CohereEventTypeConverter))]
internal enum CohereEventType
{
    /// <summary>No type: a whole reply, or a complaint.</summary>
    None,

    /// <summary>Starts and ends that say nothing new, citations, <c>debug</c>, and whatever is added later.</summary>
    Other,

    ContentStart,
    ContentDelta,
    ContentEnd,
    ToolPlanDelta,
    ToolCallStart,
    ToolCallDelta,
    MessageEnd,
}

internal sealed class CohereEventTypeConverter : JsonConverter<CohereEventType>
{
    public override CohereEventType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader switch
    {
        { TokenType: not JsonTokenType.String } => CohereEventType.Other,
        _ when reader.ValueTextEquals("content-delta"u8) => CohereEventType.ContentDelta,
        _ when reader.ValueTextEquals("tool-call-delta"u8) => CohereEventType.ToolCallDelta,
        _ when reader.ValueTextEquals("tool-plan-delta"u8) => CohereEventType.ToolPlanDelta,
        _ when reader.ValueTextEquals("content-start"u8) => CohereEventType.ContentStart,
        _ when reader.ValueTextEquals("content-end"u8) => CohereEventType.ContentEnd,
        _ when reader.ValueTextEquals("tool-call-start"u8) => CohereEventType.ToolCallStart,
        _ when reader.ValueTextEquals("message-end"u8) => CohereEventType.MessageEnd,
        _ => CohereEventType.Other,
    };

    public override void Write(Utf8JsonWriter writer, CohereEventType value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Events are only read.");
}
