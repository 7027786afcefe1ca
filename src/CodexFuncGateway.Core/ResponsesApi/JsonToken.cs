using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Where a value, or the name of an object's member, lies in a JSON text.</summary>
/// <param name="Start">Its first byte; a string's is the quotation mark.</param>
/// <param name="End">The byte after its last.</param>
/// <param name="Next">The number of the token that follows it and all that it contains.</param>
/// <param name="HasEscapes">Whether it is a string that must be decoded to be understood.</param>
internal readonly record struct JsonToken(JsonValueKind Kind, int Start, int End, int Next, bool HasEscapes = false);
