namespace CodexFuncGateway.Catalog;

/// <summary>Names that somebody who asked for an unknown model may have meant.</summary>
internal static class NearestNames
{
    private const int LongestNameCompared = 100;
    private const int MostSuggestions = 3;

    /// <summary>A sentence with a leading space, or nothing.</summary>
    public static string Suggest(string asked, ProviderCatalog catalog)
    {
        if (asked.Length is 0 or > LongestNameCompared)
        {
            return "";
        }

        var wanted = Essence(asked);
        var nearest = catalog.Aliases.Keys.Concat(catalog.Offers.Select(offer => offer.Name))
            .Select(name => (name, distance: Distance(wanted, Essence(name))))
            .Where(candidate => candidate.distance <= Math.Max(2, wanted.Length / 4))
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.name)
            .Take(MostSuggestions)
            .ToList();
        return nearest.Count == 0 ? "" : $" Did you mean {string.Join(" or ", nearest)}?";
    }

    /// <summary>The last part of a name without case and punctuation: <c>openrouter/anthropic/claude-sonnet-4.5</c> → <c>claudesonnet45</c>.</summary>
    private static string Essence(string name) =>
        string.Concat(name[(name.LastIndexOf('/') + 1)..].Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>Letters to insert, delete or replace.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}
