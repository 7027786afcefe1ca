using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Writes a text of the request into an upstream's.</summary>
internal sealed class JsonTextConverter : JsonConverter<JsonText>
{
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) => value.WriteTo(writer);
}
