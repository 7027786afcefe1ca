using System.Globalization;
using System.Numerics;
using System.Text.Json;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>
/// Costs worked out a second time, from the price files as they lie in the repository and in whole numbers only: 10⁻¹⁸ USD. Shares nothing with the calculator but its result.
/// </summary>
internal static class IndependentCost
{
    private const int Decimals = 12; // of a rate in USD per million tokens, so that a token's price is a whole number of 10⁻¹⁸ USD

    private static readonly BigInteger PerNano = BigInteger.Pow(10, 9);

    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Every priced row of every file, with the name of its model.</summary>
    public static IReadOnlyList<(string Model, int Row, JsonElement Price)> Rows { get; } =
    [
        .. from file in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Tests, "../../src/CodexFuncGateway.Core/Catalog/data/models"), "*.json").Order(StringComparer.Ordinal)
           from model in JsonDocument.Parse(File.ReadAllText(file), WithComments).RootElement.EnumerateArray()
           from row in model.GetProperty("prices").EnumerateArray().Select((price, row) => (price, row))
           select ($"{Path.GetFileNameWithoutExtension(file)}/{model.GetProperty("id").GetString()}", row.row, row.price),
    ];

    public static BigInteger NanoUsd(JsonElement price, TokenUsage usage, string? tier)
    {
        var rates = Rates(price, usage.FreshInputTokens + usage.CacheReadTokens + usage.CacheWrite5mTokens + usage.CacheWrite1hTokens, tier);
        var input = Rate(rates, "input")!.Value;
        var sum = (usage.FreshInputTokens * input)
            + (usage.CacheReadTokens * (Rate(rates, "cacheRead") ?? input))
            + (usage.CacheWrite5mTokens * (Rate(rates, "cacheWrite5m") ?? input))
            + (usage.CacheWrite1hTokens * (Rate(rates, "cacheWrite1h") ?? input))
            + (usage.OutputTokens * Rate(rates, "output")!.Value)
            + Fees(price, usage.Searches);
        return (sum + (PerNano / 2)) / PerNano;
    }

    private static JsonElement Rates(JsonElement price, long prompt, string? tier)
    {
        var table = tier is not null && price.TryGetProperty("tiers", out var tiers) && tiers.TryGetProperty(tier, out var special) ? special : price;
        var longest = table.TryGetProperty("longContext", out var steps)
            ? steps.EnumerateArray().Where(step => prompt > step.GetProperty("abovePromptTokens").GetInt64()).OrderByDescending(step => step.GetProperty("abovePromptTokens").GetInt64()).ToList()
            : [];
        return (longest.Count > 0 ? longest[0] : table).GetProperty("rates");
    }

    /// <summary>USD per thousand is a thousand times USD per million.</summary>
    private static BigInteger Fees(JsonElement price, long searches)
    {
        if (!price.TryGetProperty("fees", out var fees))
        {
            return 0;
        }

        BigInteger Fee(string name) => 1_000 * (Rate(fees, name) ?? 0);
        return Fee("perThousandRequests") + (searches * Fee("perThousandSearches")) + (searches == 0 ? 0 : Fee("perThousandSearchingRequests"));
    }

    /// <summary>The digits of a number as they are written, moved to a whole number.</summary>
    private static BigInteger? Rate(JsonElement rates, string name)
    {
        if (!rates.TryGetProperty(name, out var rate))
        {
            return null;
        }

        var (whole, fraction) = rate.GetRawText().Split('.') is [var left, var right] ? (left, right) : (rate.GetRawText(), "");
        return BigInteger.Parse(whole + fraction.PadRight(Decimals, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
