using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>A delta's content: a string, or Mistral's list of text and thinking chunks.</summary>
[JsonConverter(typeof(ChatDeltaContentConverter))]
internal readonly record struct ChatDeltaContent(Utf8Text Text, Utf8Text Thinking);

/// <summary>Reads either form; what is neither text nor thinking is left out.</summary>
internal sealed class ChatDeltaContentConverter : JsonConverter<ChatDeltaContent>
{
    public override bool HandleNull => true;

    public override ChatDeltaContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new ChatDeltaContent(Utf8TextConverter.Read(ref reader), default);
        }

        var chunks = JsonSerializer.Deserialize(ref reader, ChatJson.Default.ChatContentChunkArray) ?? [];
        return new ChatDeltaContent(Join(chunks, "text"), Join(chunks.SelectMany(chunk => chunk?.Thinking ?? []), "text"));
    }

    public override void Write(Utf8JsonWriter writer, ChatDeltaContent value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Replies are only read.");

    private static Utf8Text Join(IEnumerable<ChatContentChunk?> chunks, string type) =>
        new(chunks.OfType<ChatContentChunk>().Where(chunk => chunk.Type == type).SelectMany(chunk => chunk.Text.Bytes.ToArray()).ToArray());
}

internal sealed record ChatContentChunk(string? Type, Utf8Text Text, IReadOnlyList<ChatContentChunk?>? Thinking);
