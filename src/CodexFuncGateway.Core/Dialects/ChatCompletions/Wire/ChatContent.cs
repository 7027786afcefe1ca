using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.ChatCompletions.Wire;

/// <summary>A message's content: a string, or a list of parts.</summary>
[JsonConverter(typeof(ChatContentConverter))]
internal sealed record ChatContent
{
    public ChatContent(JsonText text) => Text = text;

    public ChatContent(IReadOnlyList<ChatContentPart> parts) => Parts = parts;

    public JsonText? Text { get; }

    public IReadOnlyList<ChatContentPart>? Parts { get; }
}

internal sealed record ChatContentPart(string Type)
{
    public JsonText? Text { get; init; }

    public ChatImageUrl? ImageUrl { get; init; }

    public IReadOnlyList<ChatContentPart>? Thinking { get; init; }
}

internal sealed record ChatImageUrl(string Url, string? Detail);

/// <summary>Writes content in the simpler of its two forms.</summary>
internal sealed class ChatContentConverter : JsonConverter<ChatContent>
{
    public override ChatContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, ChatContent value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            text.WriteTo(writer);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Parts!, ChatJson.Default.IReadOnlyListChatContentPart);
        }
    }
}
