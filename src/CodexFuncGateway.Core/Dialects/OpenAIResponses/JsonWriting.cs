using System.Runtime.InteropServices;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.OpenAIResponses;

/// <summary>Ways of writing JSON that both forms of request share.</summary>
internal static class JsonWriting
{
    /// <summary>Copies a value's bytes without parsing them a second time.</summary>
    public static void WriteCopy(this Utf8JsonWriter json, JsonElement value) =>
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <inheritdoc cref="WriteCopy(Utf8JsonWriter, JsonElement)"/>
    public static void WriteCopy(this Utf8JsonWriter json, JsonView value) => json.WriteRawValue(value.RawSpan, skipInputValidation: true);

    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonText text)
    {
        json.WritePropertyName(name);
        text.WriteTo(json);
    }

    /// <summary>The fields that the route's data adds to every request.</summary>
    public static JsonElement.ObjectEnumerator ExtraFields(this Route route) => route.Capabilities.ExtraBody?.EnumerateObject() ?? default;
}
