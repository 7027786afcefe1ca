using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.BedrockConverse.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.BedrockConverse;

/// <summary>
/// Marks where the prompt may be cached: the end of the tools, of the system prompt, and of two user turns, of which the earlier
/// one is read and the later one written. Four marks are the most that a request may have. Models that take no marks refuse them.
/// </summary>
internal static class ConverseCachePoints
{
    public static void Add(CachePoints places, List<ConverseTool> tools, List<ConverseBlock> system, List<ConverseMessage> messages, bool losesThoughts)
    {
        if (places == CachePoints.None)
        {
            return;
        }

        if (places == CachePoints.Anywhere && tools.Count > 0)
        {
            tools.Add(ConverseTool.CacheMark);
        }

        if (system.Count > 0)
        {
            system.Add(ConverseBlock.CacheMark);
        }

        foreach (var turn in MarkedTurns.Choose([.. messages.Where(message => IsMarkable(message, places))], IsWord, losesThoughts))
        {
            turn.Content.Add(ConverseBlock.CacheMark);
        }
    }

    private static bool IsWord(ConverseMessage turn) => turn.Content.Exists(block => block.ToolResult is null);

    private static bool IsMarkable(ConverseMessage message, CachePoints places) =>
        !message.IsAssistant && (places == CachePoints.Anywhere || message.Content is [.., { Text: not null }]);
}
