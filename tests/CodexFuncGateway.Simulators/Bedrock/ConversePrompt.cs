using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Prompts;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>A request to Converse as the cache sees it: a mark is a block of its own there, and stands for the end of the one before it.</summary>
internal static class ConversePrompt
{
    private const string Mark = "cachePoint";

    public static ClaudePrompt Read(ConverseCall call)
    {
        var settings = new PromptBlock($"{call.ModelFields}{call.Body.At("toolConfig").At("toolChoice")}", IsMarked: false, IsSetting: true);
        return new ClaudePrompt(
            call.Model.Id,
            [.. Join(call.Tools, "tool"), .. Join(call.Body.ItemsAt("system"), "system"), settings, .. Messages(call)]);
    }

    private static IEnumerable<PromptBlock> Messages(ConverseCall call)
    {
        var lastWord = call.Messages.ToList().FindLastIndex(message => message.TextAt("role") == "user" && !message.ItemsAt("content").All(block => block.Has("toolResult") || block.Has(Mark)));
        return call.Messages.Index().SelectMany(message => Join(
            [.. message.Item.ItemsAt("content").Where(block => ClaudePrompt.KeepsThoughts(call.Model.Id) || message.Index > lastWord || !block.Has("reasoningContent"))], message.Item.TextAt("role")!));
    }

    private static IEnumerable<PromptBlock> Join(IReadOnlyList<JsonElement> blocks, string place) =>
        blocks.Index().Where(block => !block.Item.Has(Mark))
            .Select(block => new PromptBlock($"{place} {block.Item.GetRawText()}", IsMarked: block.Index + 1 < blocks.Count && blocks[block.Index + 1].Has(Mark)));
}
