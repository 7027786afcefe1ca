using CodexFuncGateway.Dialects.AnthropicMessages.Wire;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Marks where the prompt may be cached, since nothing is cached unasked: the end of the tools, of the system prompt, and of the last two
/// user turns, of which the earlier one is read and the later one written. Four marks are the most that a request may have.
/// </summary>
internal static class AnthropicCacheMarks
{
    private const int MarkedTurns = 2;

    public static void Add(List<AnthropicTool> tools, List<AnthropicBlock> system, List<AnthropicMessage> messages)
    {
        if (tools.Count > 0)
        {
            tools[^1] = tools[^1] with { CacheControl = AnthropicCacheControl.Ephemeral };
        }

        MarkLast(system);
        foreach (var turn in messages.Where(message => !message.IsAssistant).TakeLast(MarkedTurns))
        {
            MarkLast(turn.Content);
        }
    }

    private static void MarkLast(List<AnthropicBlock> blocks)
    {
        if (blocks is [.., AnthropicMarkableBlock markable])
        {
            blocks[^1] = markable with { CacheControl = AnthropicCacheControl.Ephemeral };
        }
    }
}
