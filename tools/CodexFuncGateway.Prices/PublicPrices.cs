using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.Prices;

/// <summary>
/// A public price file in the shape of LiteLLM's <c>model_prices_and_context_window.json</c>: one object, in which each rate is a member of its own,
/// in USD per single token, its name made of what is counted, the cache's lifetime, the prompt's length and the tier.
/// </summary>
internal sealed partial class PublicPrices(JsonElement file, IReadOnlyDictionary<string, PublicNames> names)
{
    private const int Decimals = 9; // of a rate per million tokens; what comes behind them is the noise of binary fractions

    private static readonly string[] Tiers = ["flex", "priority"];

    /// <summary>Null where it does not list the model, or not by the token.</summary>
    public PriceTable? Find(string provider, string id)
    {
        foreach (var before in names.TryGetValue(provider, out var known) ? known.Before : [])
        {
            if (file.TryGetProperty(before + id, out var model) && model.TryGetProperty("litellm_provider", out var whose) && known!.Whose.Contains(whose.GetString()))
            {
                return Read(model) is { Rates: { Input: not null, Output: not null } } table ? table : null;
            }
        }

        return null;
    }

    private static PriceTable Read(JsonElement model)
    {
        var table = ReadTier(model, "");
        foreach (var tier in Tiers)
        {
            if (ReadTier(model, $"_{tier}") is { Rates.IsEmpty: false } rates)
            {
                table.Tiers.Add(tier, rates);
            }
        }

        return table;
    }

    private static PriceTable ReadTier(JsonElement model, string tier)
    {
        var table = new PriceTable(ReadRates(model, "", tier), [], new(StringComparer.Ordinal));
        foreach (var thousands in model.EnumerateObject().Select(member => Threshold().Match(member.Name)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct())
        {
            if (ReadRates(model, $"_above_{thousands}k_tokens", tier) is { Input: not null } rates)
            {
                table.LongContext.Add(int.Parse(thousands, CultureInfo.InvariantCulture) * 1_000, rates);
            }
        }

        return table;
    }

    private static Rates ReadRates(JsonElement model, string length, string tier)
    {
        decimal? Rate(string counted) => model.TryGetProperty(counted + length + tier, out var rate) && rate.ValueKind == JsonValueKind.Number
            ? Math.Round(decimal.Parse(rate.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture) * 1_000_000, Decimals)
            : null;
        return new Rates(
            Rate("input_cost_per_token"), Rate("output_cost_per_token"), Rate("cache_read_input_token_cost"),
            Rate("cache_creation_input_token_cost"), Rate("cache_creation_input_token_cost_above_1hr"));
    }

    [GeneratedRegex("^input_cost_per_token_above_([0-9]+)k_tokens")]
    private static partial Regex Threshold();
}
