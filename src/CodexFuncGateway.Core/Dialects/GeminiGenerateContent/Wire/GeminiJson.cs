using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;

/// <summary>Reads and writes this dialect's records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TokenCountConverter)])]
[JsonSerializable(typeof(GeminiRequest))]
[JsonSerializable(typeof(GeminiChunk))]
[JsonSerializable(typeof(GeminiChunk[]))]
[JsonSerializable(typeof(GeminiKept))]
internal sealed partial class GeminiJson : JsonSerializerContext
{
    static GeminiJson() =>
        Default = new GeminiJson(new JsonSerializerOptions(s_defaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
