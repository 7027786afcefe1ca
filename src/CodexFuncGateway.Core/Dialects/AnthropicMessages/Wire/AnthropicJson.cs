using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>Reads and writes this dialect's records.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(TokenCountConverter)])]
[JsonSerializable(typeof(AnthropicRequest))]
[JsonSerializable(typeof(AnthropicEvent))]
[JsonSerializable(typeof(AnthropicBlock))]
[JsonSerializable(typeof(RawJson))]
[JsonSerializable(typeof(AnthropicCitation))]
[JsonSerializable(typeof(AnthropicSearchInput))]
internal sealed partial class AnthropicJson : JsonSerializerContext
{
    static AnthropicJson() =>
        Default = new AnthropicJson(new JsonSerializerOptions(s_defaultOptions) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
