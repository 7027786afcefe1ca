using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>One speaker's turn: neighbouring messages of the same role, joined as the service joins them.</summary>
internal sealed record Turn(string Role, IReadOnlyList<JsonElement> Blocks)
{
    public bool IsAssistant => Role == "assistant";

    public IEnumerable<string> ToolUseIds => BlocksOf("tool_use").Select(block => block.TextAt("id") ?? "");

    public IEnumerable<JsonElement> BlocksOf(string type) => Blocks.Where(block => block.TextAt("type") == type);

    public static IReadOnlyList<Turn> Read(JsonElement body)
    {
        var turns = new List<Turn>();
        foreach (var message in body.ItemsAt("messages"))
        {
            var turn = new Turn(message.TextAt("role") ?? "", ReadBlocks(message.At("content")));
            if (turns.Count > 0 && turns[^1].Role == turn.Role)
            {
                turn = turn with { Blocks = [.. turns[^1].Blocks, .. turn.Blocks] };
                turns.RemoveAt(turns.Count - 1);
            }

            turns.Add(turn);
        }

        return turns;
    }

    private static IReadOnlyList<JsonElement> ReadBlocks(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? [JsonSerializer.SerializeToElement(new { type = "text", text = content.GetString() })] : content.Items();
}
