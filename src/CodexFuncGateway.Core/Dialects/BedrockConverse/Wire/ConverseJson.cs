using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse.Wire;

/// <summary>Reads and writes this dialect's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(TokenCountConverter)])]
[JsonSerializable(typeof(ConverseRequest))]
[JsonSerializable(typeof(ConverseEvent))]
[JsonSerializable(typeof(ConverseReasoning))]
internal sealed partial class ConverseJson : JsonSerializerContext
{
    static ConverseJson() =>
        Default = new ConverseJson(new JsonSerializerOptions(s_defaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
