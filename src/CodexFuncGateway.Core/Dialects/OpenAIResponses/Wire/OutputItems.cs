using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>A message the model wrote.</summary>
internal sealed record MessageWire(IReadOnlyList<PartWire>? Content);

/// <summary>Reasoning: a summary or, from open models, the reasoning itself.</summary>
internal sealed record ReasoningWire(IReadOnlyList<PartWire>? Summary, IReadOnlyList<PartWire>? Content, Utf8Text EncryptedContent, string? Signature);

internal sealed record PartWire(string? Type, Utf8Text Text, Utf8Text Refusal, JsonElement Annotations);

/// <summary>A call.</summary>
/// <param name="Arguments">A string of JSON; some hosts send the JSON itself.</param>
/// <param name="ThoughtSignature">What Perplexity wants back with the call and its output.</param>
internal sealed record FunctionCallWire(string? Id, string? CallId, string? Name, string? Status, JsonElement Arguments, string? ThoughtSignature);
