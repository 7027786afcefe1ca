namespace CodexFuncGateway.Pipeline;

/// <summary>What a call is labelled with, for budgets and for who divides the bill.</summary>
internal static class Tags
{
    /// <summary>All together fit into the ledger's column, so that budgets and ledger see the same.</summary>
    private const int LongestTogether = 1_000;

    /// <summary>The key's tags, and those of the client that do not contradict them: what an administrator said of a key holds.</summary>
    public static IReadOnlyList<string> Merge(IReadOnlyList<string> ofKey, IReadOnlyList<string> ofClient)
    {
        if (ofClient.Count == 0)
        {
            return ofKey;
        }

        var tags = new List<string>(ofKey);
        var length = ofKey.Sum(tag => tag.Length + 1);
        foreach (var tag in ofClient)
        {
            length += tag.Length + 1;
            if (length <= LongestTogether && !ofKey.Any(own => Name(own) == Name(tag)))
            {
                tags.Add(tag);
            }
        }

        return tags;
    }

    private static string Name(string tag) => tag.Split('=')[0];
}
