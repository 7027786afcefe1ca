using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Marks where the prompt may be cached, since nothing is cached unasked: the end of the tools, of the system prompt, and of two user turns,
/// of which the earlier one is read and the later one written. Four marks are the most that a request may have.
/// </summary>
internal static class AnthropicCacheMarks
{
    public static void Add(List<AnthropicTool> tools, List<AnthropicBlock> system, List<AnthropicMessage> messages, bool losesThoughts)
    {
        if (tools.Count > 0)
        {
            tools[^1] = tools[^1] with { CacheControl = AnthropicCacheControl.Ephemeral };
        }

        MarkLast(system);
        foreach (var turn in MarkedTurns.Choose([.. messages.Where(message => !message.IsAssistant)], IsWord, losesThoughts))
        {
            MarkLast(turn.Content);
        }
    }

    private static bool IsWord(AnthropicMessage turn) => turn.Content.Exists(block => block is not AnthropicToolResult);

    private static void MarkLast(List<AnthropicBlock> blocks)
    {
        if (blocks is [.., AnthropicMarkableBlock markable])
        {
            blocks[^1] = markable with { CacheControl = AnthropicCacheControl.Ephemeral };
        }
    }
}
