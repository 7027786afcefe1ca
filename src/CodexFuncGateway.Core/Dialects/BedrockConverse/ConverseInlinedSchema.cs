using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Puts definitions where a schema refers to them, for models that take no <c>$defs</c> (Nova: "extraneous key [definitions]", 2025-04) and, at
/// the root, only the keywords that such models take there. What refers to itself ends in a schema that allows anything, and so does one that
/// would grow without bounds.
/// </summary>
internal sealed class ConverseInlinedSchema
{
    private const int MostReferences = 500;
    private const int Deepest = 40;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonElement root;
    private readonly Utf8JsonWriter writer;
    private readonly HashSet<string> open = [];
    private int references;

    private ConverseInlinedSchema(JsonElement root, Utf8JsonWriter writer) => (this.root, this.writer) = (root, writer);

    public static JsonView Map(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            new ConverseInlinedSchema(schema, writer).Write(schema);
        }

        return JsonView.Parse(buffer.WrittenMemory);
    }

    private void Write(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when writer.CurrentDepth > Deepest:
                JsonElement.Parse(value.ValueKind == JsonValueKind.Object ? "{}"u8 : "[]"u8).WriteTo(writer);
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteKeywords(value, []);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(element);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <param name="written">Keywords beside a reference, which go before those of its target.</param>
    private void WriteKeywords(JsonElement schema, HashSet<string> written)
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !IsLeftOut(keyword.Name) && written.Add(keyword.Name)))
        {
            WriteKeyword(keyword);
        }

        if (Find(schema) is var (name, target) && references++ < MostReferences && open.Add(name))
        {
            WriteKeywords(target, written);
            open.Remove(name);
        }
    }

    private void WriteKeyword(JsonProperty keyword)
    {
        if (keyword.Name is "enum" or "const" or "default" or "examples")
        {
            keyword.WriteTo(writer);
            return;
        }

        writer.WritePropertyName(keyword.Name);
        if (keyword.Name is "properties" or "patternProperties" && keyword.Value.ValueKind == JsonValueKind.Object)
        {
            WriteNamed(keyword.Value);
        }
        else
        {
            Write(keyword.Value);
        }
    }

    /// <summary>Schemas by names that are no keywords.</summary>
    private void WriteNamed(JsonElement schemas)
    {
        writer.WriteStartObject();
        foreach (var named in schemas.EnumerateObject())
        {
            writer.WritePropertyName(named.Name);
            Write(named.Value);
        }

        writer.WriteEndObject();
    }

    private bool IsLeftOut(string keyword) => writer.CurrentDepth > 1
        ? keyword is "$ref" or "$defs" or "definitions" or "$schema" or "$id"
        : keyword is not ("type" or "properties" or "required" or "additionalProperties");

    /// <summary>Follows a reference within the schema, such as <c>#/$defs/Circle</c>.</summary>
    private (string Name, JsonElement Target)? Find(JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference) || reference.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var target = root;
        foreach (var step in reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(name, out target))
            {
                return null;
            }
        }

        return target.ValueKind == JsonValueKind.Object ? (reference.GetString()!, target) : null;
    }
}
