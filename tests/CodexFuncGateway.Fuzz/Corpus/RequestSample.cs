using System.Text.Json.Nodes;

namespace CodexFuncGateway.Fuzz.Corpus;

/// <summary>A request that is fine as it stands.</summary>
/// <param name="Path">Where it is sent.</param>
internal sealed record RequestSample(string Path, JsonObject Body);
