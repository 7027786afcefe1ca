using System.Text.Json.Serialization;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>Reads this dialect's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, Converters = [typeof(TokenCountConverter)])]
[JsonSerializable(typeof(EndEvent))]
[JsonSerializable(typeof(ResponseState))]
[JsonSerializable(typeof(DeltaEvent))]
[JsonSerializable(typeof(ArgumentsEvent))]
[JsonSerializable(typeof(ItemEvent))]
[JsonSerializable(typeof(MessageWire))]
[JsonSerializable(typeof(ReasoningWire))]
[JsonSerializable(typeof(FunctionCallWire))]
[JsonSerializable(typeof(Utf8Text))]
internal sealed partial class ResponsesJson : JsonSerializerContext;
