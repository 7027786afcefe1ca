using CodexFuncGateway.Dialects.ChatCompletions.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.ChatCompletions;

/// <summary>
/// Tells apart the calls of a reply. Most hosts number them; some send every call as number 0, with an id of its own or none, some send no
/// number, some repeat the id in every fragment, and some all that they have said of the call before.
/// </summary>
internal sealed class ChatToolCallReader
{
    private readonly List<ChatToolCallProgress> calls = [];

    public void Read(IReadOnlyList<ChatToolCallDelta>? deltas, List<ReplyPart> parts)
    {
        foreach (var delta in (deltas ?? []).OfType<ChatToolCallDelta>())
        {
            var index = Find(delta);
            if (index < 0)
            {
                index = calls.Count;
                calls.Add(new ChatToolCallProgress(delta.Index, delta.Id ?? "", delta.Function?.Name ?? ""));
                parts.Add(new ToolCallStarted(index, delta.Id ?? "", delta.Function?.Name ?? ""));
            }

            if (delta.Function is { Arguments.IsEmpty: false } function && calls[index].News(function) is { IsEmpty: false } news)
            {
                parts.Add(new ToolArgumentsDelta(index, news));
            }
        }
    }

    /// <summary>The call that a fragment continues, or -1 where it begins one.</summary>
    private int Find(ChatToolCallDelta delta)
    {
        var hasId = !string.IsNullOrEmpty(delta.Id);
        var begins = !string.IsNullOrEmpty(delta.Function?.Name);
        var match = hasId ? calls.FindLastIndex(call => call.Id == delta.Id && call.Number == delta.Index)
            : delta.Index is { } number ? calls.FindLastIndex(call => call.Number == number)
            : begins ? -1
            : calls.Count - 1;
        return match >= 0 && !hasId && begins && calls[match].IsAnother(delta.Function!) ? -1
            : match >= 0 || hasId || begins ? match
            : calls.Count - 1;
    }
}
