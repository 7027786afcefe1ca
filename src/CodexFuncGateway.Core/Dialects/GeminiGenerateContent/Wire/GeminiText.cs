using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>A part's text: the upstream's, as it was read, or the client's, left as it stands in the request.</summary>
[JsonConverter(typeof(GeminiTextConverter))]
internal readonly record struct GeminiText
{
    private readonly Utf8Text said;

    public GeminiText(ReadOnlyMemory<byte> said) => this.said = new Utf8Text(said);

    public GeminiText(JsonText given) => Given = given;

    /// <summary>The client's text; null for the upstream's.</summary>
    public JsonText? Given { get; }

    public bool IsEmpty => Given?.IsEmpty ?? said.IsEmpty;

    /// <summary>UTF-8, unescaped.</summary>
    public ReadOnlyMemory<byte> Bytes => Given is null ? said.Bytes : Encoding.UTF8.GetBytes(Given.ToString());

    public override string ToString() => Given?.ToString() ?? said.ToString();
}

/// <summary>Reads what an upstream says, and writes either.</summary>
internal sealed class GeminiTextConverter : JsonConverter<GeminiText>
{
    public override GeminiText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(Utf8TextConverter.Read(ref reader).Bytes);

    public override void Write(Utf8JsonWriter writer, GeminiText value, JsonSerializerOptions options)
    {
        if (value.Given is { } given)
        {
            given.WriteTo(writer);
        }
        else
        {
            writer.WriteStringValue(value.Bytes.Span);
        }
    }
}
