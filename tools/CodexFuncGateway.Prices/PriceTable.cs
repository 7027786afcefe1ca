using System.Text.Json;

namespace CodexFuncGateway.Prices;

/// <summary>The rates of a model: the standard ones, those of long prompts, and the same for each tier.</summary>
internal sealed record PriceTable(Rates Rates, SortedDictionary<int, Rates> LongContext, SortedDictionary<string, PriceTable> Tiers)
{
    /// <summary>Every set of rates in it.</summary>
    public IEnumerable<Rates> All => [Rates, .. LongContext.Values, .. Tiers.Values.SelectMany(tier => tier.All)];

    public static PriceTable Read(JsonElement json)
    {
        var table = new PriceTable(Rates.Read(json.GetProperty("rates")), [], new(StringComparer.Ordinal));
        foreach (var step in json.TryGetProperty("longContext", out var steps) ? steps.EnumerateArray() : default)
        {
            table.LongContext.Add(step.GetProperty("abovePromptTokens").GetInt32(), Rates.Read(step.GetProperty("rates")));
        }

        foreach (var tier in json.TryGetProperty("tiers", out var tiers) ? tiers.EnumerateObject() : default)
        {
            table.Tiers.Add(tier.Name, Read(tier.Value));
        }

        return table;
    }

    /// <summary>Fills what it leaves out from what was known, as long as the rate of input is the same: one public file knows less of caches and tiers than another.</summary>
    public PriceTable Or(PriceTable known) => Rates.Input != known.Rates.Input ? this : new(
        Rates.Or(known.Rates),
        new(known.LongContext.Concat(LongContext).GroupBy(step => step.Key).ToDictionary(step => step.Key, step => step.Last().Value.Or(step.First().Value))),
        new(known.Tiers.Concat(Tiers).GroupBy(tier => tier.Key).ToDictionary(tier => tier.Key, tier => tier.Last().Value.Or(tier.First().Value)), StringComparer.Ordinal));

    /// <summary>As it stands in a data file, without the braces.</summary>
    public override string ToString() =>
        $"\"rates\": {Rates}"
        + (LongContext.Count == 0 ? "" : $", \"longContext\": [{string.Join(", ", LongContext.Select(step => $"{{\"abovePromptTokens\": {step.Key}, \"rates\": {step.Value}}}"))}]")
        + (Tiers.Count == 0 ? "" : $", \"tiers\": {{{string.Join(", ", Tiers.Select(tier => $"\"{tier.Key}\": {{{tier.Value}}}"))}}}");
}
