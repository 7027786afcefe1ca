using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>What the upstream says, at the end of its answer, of the search that it ran.</summary>
internal static class GeminiSources
{
    /// <summary>One search for all that it asked; empty queries stand for pages that it looked at.</summary>
    public static IEnumerable<ReplyPart> MapSearch(GeminiGrounding grounding) => Queries(grounding) is { Length: > 0 } queries
        ? [new SearchStarted("", queries), new SearchEnded("")]
        : [];

    public static string[] Queries(GeminiGrounding grounding) => [.. (grounding.WebSearchQueries ?? []).Where(query => query is [_, ..]).Select(query => query!)];

    /// <summary>Every passage with each of its sources; sources without a passage where none is named.</summary>
    public static IEnumerable<Citation> MapCitations(GeminiGrounding grounding)
    {
        var sources = grounding.GroundingChunks ?? [];
        return grounding.GroundingSupports is { Count: > 0 } supports
            ? supports.SelectMany(support => (support?.GroundingChunkIndices ?? []).Where(index => index >= 0 && index < sources.Count)
                .Select(index => Map(sources[index], support!.Segment))).OfType<Citation>()
            : sources.Select(source => Map(source, null)).OfType<Citation>();
    }

    private static Citation? Map(GeminiSource? source, GeminiSegment? segment) => source?.Web is { Uri: { Length: > 0 } uri } page
        ? new Citation(uri, page.Title, segment is null ? null : new CitedPassage(segment.StartIndex, segment.EndIndex, InBytes: true))
        : null;
}
