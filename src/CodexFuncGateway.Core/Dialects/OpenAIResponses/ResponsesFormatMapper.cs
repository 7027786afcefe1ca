using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Writes the shape an answer must have, as Responses phrases it and as chat completions and Perplexity do.</summary>
internal static class ResponsesFormatMapper
{
    /// <summary>As <c>text.format</c>.</summary>
    public static void Write(Utf8JsonWriter json, OutputFormat format)
    {
        json.WriteStartObject();
        WriteType(json, format);
        if (format.Schema is { } schema)
        {
            WriteSchema(json, format, schema);
        }

        json.WriteEndObject();
    }

    /// <summary>As <c>response_format</c>, with the schema one level deeper.</summary>
    public static void WriteNested(Utf8JsonWriter json, OutputFormat format)
    {
        json.WriteStartObject();
        WriteType(json, format);
        if (format.Schema is { } schema)
        {
            json.WriteStartObject("json_schema"u8);
            WriteSchema(json, format, schema);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, OutputFormat format) =>
        json.WriteString("type"u8, format.Schema is null ? "json_object"u8 : "json_schema"u8);

    private static void WriteSchema(Utf8JsonWriter json, OutputFormat format, JsonElement schema)
    {
        json.WriteString("name"u8, format.Name);
        json.WritePropertyName("schema"u8);
        json.WriteCopy(schema);
        if (format.Strict is { } strict)
        {
            json.WriteBoolean("strict"u8, strict);
        }
    }
}
