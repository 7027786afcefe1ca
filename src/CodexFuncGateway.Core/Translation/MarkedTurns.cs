namespace CodexFuncGateway.Translation;

/// <summary>
/// Which turns of the user end in a mark for the prompt cache: the last one, to be written, and an earlier one at which the last request left an entry, to be
/// read. Without that mark the service looks only twenty blocks back, and a turn of an agent soon has more.
/// </summary>
internal static class MarkedTurns
{
    /// <param name="turns">The user's turns.</param>
    /// <param name="isWord">Whether the user speaks in a turn, which may else hold only results of tools.</param>
    /// <param name="losesThoughts">Whether the model forgets its thoughts when the user speaks: what follows the user's last word is then another prompt than before.</param>
    public static IEnumerable<T> Choose<T>(IReadOnlyList<T> turns, Func<T, bool> isWord, bool losesThoughts)
    {
        if (turns is not [.., var last])
        {
            return [];
        }

        var known = turns.Take(turns.Count - 1);
        return [.. (losesThoughts && isWord(last) ? known.Where(isWord) : known).TakeLast(1), last];
    }
}
