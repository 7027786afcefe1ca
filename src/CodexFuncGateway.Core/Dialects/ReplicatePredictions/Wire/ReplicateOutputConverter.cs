using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ReplicatePredictions.Wire;

/// <summary>Reads a list of texts, or one text; what a model says that is no text is left out.</summary>
internal sealed class ReplicateOutputConverter : JsonConverter<IReadOnlyList<Utf8Text>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<Utf8Text> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return [Utf8TextConverter.Read(ref reader)];
        }

        var texts = new List<Utf8Text>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return texts;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts.Add(Utf8TextConverter.Read(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return texts;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<Utf8Text> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Replies are only read.");
}

/// <summary>Reads a complaint, which is a text or, of some models, an object.</summary>
internal sealed class ReplicateErrorConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return "The prediction failed.";
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Replies are only read.");
}
