using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>A message's content: a string, or a list of parts.</summary>
[JsonConverter(typeof(CohereContentConverter))]
internal sealed record CohereContent
{
    public CohereContent(JsonText text) => Text = text;

    public CohereContent(IReadOnlyList<CohereContentPart> parts) => Parts = parts;

    public JsonText? Text { get; }

    public IReadOnlyList<CohereContentPart>? Parts { get; }
}

/// <summary>A piece of content: <c>text</c>, <c>thinking</c> or <c>image_url</c>.</summary>
internal sealed record CohereContentPart(string Type)
{
    public JsonText? Text { get; init; }

    public string? Thinking { get; init; }

    public CohereImageUrl? ImageUrl { get; init; }
}

internal sealed record CohereImageUrl(string Url, string? Detail);

/// <summary>Writes content in the simpler of its two forms.</summary>
internal sealed class CohereContentConverter : JsonConverter<CohereContent>
{
    public override CohereContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, CohereContent value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            text.WriteTo(writer);
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Parts!, CohereJson.Default.IReadOnlyListCohereContentPart);
        }
    }
}
