using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.OpenAIResponses.Wire;

/// <summary>More of a text, of whichever kind.</summary>
internal sealed record DeltaEvent(int OutputIndex, int? SummaryIndex, int? ContentIndex, Utf8Text Delta);

/// <summary>A call's arguments are complete.</summary>
internal sealed record ArgumentsEvent(int OutputIndex, Utf8Text Arguments);

/// <summary>An item begins or is complete. Kept raw: what it holds depends on its type, and reasoning goes back as it came.</summary>
internal sealed record ItemEvent(int OutputIndex, JsonElement Item);
