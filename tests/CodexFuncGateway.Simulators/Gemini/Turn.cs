using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>One content of a request.</summary>
internal sealed record Turn(string Role, IReadOnlyList<JsonElement> Parts)
{
    public bool IsModel => Role == "model";

    public IReadOnlyList<JsonElement> Calls { get; } = [.. Parts.Where(part => part.Has("functionCall")).Select(part => part.At("functionCall"))];

    public IReadOnlyList<JsonElement> Responses { get; } = [.. Parts.Where(part => part.Has("functionResponse")).Select(part => part.At("functionResponse"))];

    /// <summary>Whether the user says something here, so that a new task begins.</summary>
    public bool IsWord => !IsModel && Responses.Count < Parts.Count;

    public static IReadOnlyList<Turn> Read(JsonElement body) =>
        [.. body.ItemsAt("contents").Select(content => new Turn(content.TextAt("role") ?? "user", content.ItemsAt("parts")))];
}
