using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.CohereChat.Wire;

/// <summary>Reads and writes this dialect's records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TokenCountConverter)])]
[JsonSerializable(typeof(CohereRequest))]
[JsonSerializable(typeof(IReadOnlyList<CohereContentPart>))]
[JsonSerializable(typeof(CohereEvent))]
[JsonSerializable(typeof(CohereReplyMessage))]
internal sealed partial class CohereJson : JsonSerializerContext
{
    static CohereJson() => Default = new CohereJson(new JsonSerializerOptions(s_defaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
