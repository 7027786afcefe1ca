using System.Text.Json;

namespace CodexFuncGateway.Prices;

/// <summary>A file of models and prices, a line each; every line that is not changed stays as it is, comments too.</summary>
internal static class DataFile
{
    private const string EndOfPrices = "]}";

    /// <summary>Returns the text with new rows behind the old ones, and tells of each difference.</summary>
    public static string Refresh(string text, string provider, PriceRefresh refresh, Action<PriceChange> tell)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Read(lines[i]) is { } model && refresh.Find(provider, Name(model), Newest(model)) is { } change)
            {
                tell(change);
                lines[i] = change.Reason is null ? Add(lines[i], change.Next) : lines[i];
            }
        }

        return string.Join('\n', lines);
    }

    private static JsonElement? Read(string line) => line.TrimStart().StartsWith("{\"id\"", StringComparison.Ordinal) ? JsonElement.Parse(line.Trim().TrimEnd(',')) : null;

    /// <summary>What the upstream calls it, which is what public files list.</summary>
    private static string Name(JsonElement model) => (model.TryGetProperty("upstreamId", out var upstream) ? upstream : model.GetProperty("id")).GetString()!;

    private static PriceRow Newest(JsonElement model) => model.GetProperty("prices").EnumerateArray().Select(PriceRow.Read).MaxBy(row => row.From, StringComparer.Ordinal)!;

    private static string Add(string line, PriceRow row)
    {
        var end = line.LastIndexOf(EndOfPrices, StringComparison.Ordinal);
        return $"{line[..end]}, {row}{line[end..]}";
    }
}
