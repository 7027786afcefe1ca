using CodexFuncGateway.Translation.Output;

namespace CodexFuncGateway.Translation;

/// <summary>The searches that an upstream runs for a reply, several at once if it likes, and the sources that it names.</summary>
internal sealed class ReplySearches(OutputItems items, ResponseEventWriter events, string suffix)
{
    private readonly Dictionary<string, WebSearchCallOutput> open = [];

    public void Start(SearchStarted started)
    {
        var search = new WebSearchCallOutput(events, items.Count, suffix, started.Queries);
        if (open.TryAdd(started.Id, search))
        {
            items.Add(search);
        }
    }

    /// <summary>One that is not known began in an earlier reply.</summary>
    public void End(SearchEnded ended)
    {
        if (open.Remove(ended.Id, out var search))
        {
            search.Close(ended.HasFailed ? "failed"u8 : "completed"u8);
        }
    }

    public void EndAll()
    {
        foreach (var search in open.Values)
        {
            search.Close("completed"u8);
        }

        open.Clear();
    }

    /// <summary>A message that is closed has been told with its sources; one more has no place then.</summary>
    public void Cite(Citation citation)
    {
        if (items.Open is MessageOutput message)
        {
            var (start, end) = citation.Passage?.In(message.Text.Span, items.TextsBefore(message)) ?? (0, 0);
            message.Cite(new UrlCitation(citation.Url, citation.Title is { Length: > 0 } title ? title : citation.Url, start, end));
        }
    }
}
