using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Copies a value of the request, such as a tool's schema, into an upstream's.</summary>
internal sealed class JsonViewConverter : JsonConverter<JsonView>
{
    public override JsonView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, JsonView value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.RawSpan, skipInputValidation: true);
}
