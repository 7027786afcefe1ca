using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Prompts;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>A request to Messages as the cache sees it. How the model thinks and must call is part of what the messages' prefix depends on.</summary>
internal static class AnthropicPrompt
{
    private const string Mark = "cache_control";

    public static ClaudePrompt Read(JsonElement body)
    {
        var model = body.TextAt("model") ?? "";
        var settings = new PromptBlock($"{body.At("thinking")}{body.At("tool_choice")}", IsMarked: false, IsSetting: true);
        return new ClaudePrompt(model, [.. body.ItemsAt("tools").Select(tool => Read(tool, "tool")), .. body.ItemsAt("system").Select(block => Read(block, "system")), settings, .. Messages(body, model)]);
    }

    private static IEnumerable<PromptBlock> Messages(JsonElement body, string model)
    {
        var turns = Turn.Read(body);
        var lastWord = turns.ToList().FindLastIndex(turn => !turn.IsAssistant && !turn.Blocks.All(block => block.TextAt("type") == "tool_result"));
        return turns.Index().SelectMany(turn => turn.Item.Blocks
            .Where(block => ClaudePrompt.KeepsThoughts(model) || turn.Index > lastWord || block.TextAt("type") is not ("thinking" or "redacted_thinking"))
            .Select(block => Read(block, turn.Item.IsAssistant ? "assistant" : "user")));
    }

    private static PromptBlock Read(JsonElement block, string place)
    {
        var text = JsonNode.Parse(block.GetRawText())!.AsObject();
        return new PromptBlock($"{place} {text.Without(Mark)}", IsMarked: block.Has(Mark));
    }

    private static string Without(this JsonObject block, string name)
    {
        block.Remove(name);
        return block.ToJsonString();
    }
}
