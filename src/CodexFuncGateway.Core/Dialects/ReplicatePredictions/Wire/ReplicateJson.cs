using System.Text.Json.Serialization;

namespace CodexFuncGateway.Dialects.ReplicatePredictions.Wire;

/// <summary>Reads this dialect's records.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ReplicatePrediction))]
[JsonSerializable(typeof(ReplicateEnd))]
internal sealed partial class ReplicateJson : JsonSerializerContext;
