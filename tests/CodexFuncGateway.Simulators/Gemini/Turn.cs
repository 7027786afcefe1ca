using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>One speaker's turn: neighbouring contents of the same role, joined, since Google's own client sends each chunk of a stream as one.</summary>
internal sealed record Turn(string Role, IReadOnlyList<JsonElement> Parts)
{
    public bool IsModel => Role == "model";

    public IReadOnlyList<JsonElement> Calls { get; } = [.. Parts.Where(part => part.Has("functionCall")).Select(part => part.At("functionCall"))];

    public IReadOnlyList<JsonElement> Responses { get; } = [.. Parts.Where(part => part.Has("functionResponse")).Select(part => part.At("functionResponse"))];

    /// <summary>Whether the user says something here, so that a new task begins.</summary>
    public bool IsWord => !IsModel && Responses.Count < Parts.Count;

    public static IReadOnlyList<Turn> Read(JsonElement body)
    {
        var turns = new List<Turn>();
        foreach (var content in body.ItemsAt("contents"))
        {
            var turn = new Turn(content.TextAt("role") ?? "user", content.ItemsAt("parts"));
            if (turns is [.., var last] && last.Role == turn.Role && last.Parts.Count > 0 && turn.Parts.Count > 0)
            {
                turn = new Turn(turn.Role, [.. last.Parts, .. turn.Parts]);
                turns.RemoveAt(turns.Count - 1);
            }

            turns.Add(turn);
        }

        return turns;
    }
}
