using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Dialects;

/// <summary>Tells of searches and sources in one line each.</summary>
internal static class SearchParts
{
    public static string Describe(ReplyPart part) => part switch
    {
        SearchStarted search => $"search {search.Id} {string.Join('|', search.Queries)}".TrimEnd(),
        SearchEnded search => $"searched {search.Id}{(search.HasFailed ? " in vain" : "")}".TrimEnd(),
        Citation { Passage: { } passage } source => $"cited {source.Url} {source.Title} {passage.Start}-{passage.End}",
        Citation source => $"cited {source.Url} {source.Title}".TrimEnd(),
        _ => part.ToString(),
    };
}
