using CodexFuncGateway.Catalog;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Ledger;

/// <summary>
/// Tokens × price + fees → nano-USD (10⁻⁹ USD), the unit of the ledger and of budgets. Sums are exact decimals; the one rounding, half up, is at the
/// end of a request, so the parts of a bill add up to the bill.
/// </summary>
public static class CostCalculator
{
    // USD per million tokens = 10⁻⁶ USD per token = 1000 nano-USD per token.
    private const decimal NanoUsdPerToken = 1_000m;

    // USD per thousand = 10⁻³ USD each, in the unit of the sums, micro-USD.
    private const decimal MicroUsdPerFee = 1_000m;

    /// <summary>What a call cost.</summary>
    /// <param name="price">The price that was in force when the call was admitted.</param>
    /// <param name="usage">What the upstream counted.</param>
    /// <param name="serviceTierServed">The tier that the upstream says it served; standard rates where it has no rates of its own.</param>
    public static long Cost(ModelPrice price, TokenUsage usage, string? serviceTierServed = null)
    {
        var rates = InForce(price, usage.InputTokens, serviceTierServed);
        var cost =
            (usage.FreshInputTokens * rates.Input)
            + (usage.CacheReadTokens * (rates.CacheRead ?? rates.Input))
            + (usage.CacheWrite5mTokens * (rates.CacheWrite5m ?? rates.Input))
            + (usage.CacheWrite1hTokens * (rates.CacheWrite1h ?? rates.Input))
            + (usage.OutputTokens * rates.Output);
        return Round(cost + Fees(price.Fees, usage.Searches));
    }

    /// <summary>What a call cost whose upstream may not say which tier served it: then the dearer of the standard tier and the one asked for.</summary>
    public static long Cost(ModelPrice price, TokenUsage usage, string? serviceTierServed, string? serviceTierAsked) =>
        serviceTierServed is not null || serviceTierAsked is null
            ? Cost(price, usage, serviceTierServed)
            : Math.Max(Cost(price, usage), Cost(price, usage, serviceTierAsked));

    /// <summary>
    /// The most a call can cost: every prompt token at the dearest rate a prompt token can have, cache writes included, every answer token
    /// that is allowed, and every search. A call is served in the tier that was asked for or in the standard one.
    /// </summary>
    public static long UpperBound(ModelPrice price, long inputTokenBound, long maxOutputTokens, string? serviceTierAsked = null, long searchBound = 0)
    {
        var worst = Worst(price, inputTokenBound, serviceTierAsked);
        return Round((inputTokenBound * worst.Input) + (maxOutputTokens * worst.Output) + Fees(price.Fees, searchBound));
    }

    /// <summary>The most answer tokens for which <see cref="UpperBound"/> stays within an amount; negative where the prompt alone exceeds it.</summary>
    public static long AffordableOutputTokens(ModelPrice price, long inputTokenBound, long availableNanoUsd, string? serviceTierAsked = null, long searchBound = 0)
    {
        var worst = Worst(price, inputTokenBound, serviceTierAsked);
        var left = (availableNanoUsd / NanoUsdPerToken) - (inputTokenBound * worst.Input) - Fees(price.Fees, searchBound);
        if (left < 0)
        {
            return -1;
        }

        return worst.Output == 0 ? long.MaxValue : (long)Math.Min(Math.Floor(left / worst.Output), long.MaxValue);
    }

    /// <summary>The rates for a whole request: the tier's, and within it those of the highest threshold that the prompt exceeds.</summary>
    private static PriceRates InForce(ModelPrice price, long promptTokens, string? serviceTier)
    {
        var (rates, longContext) = OfTier(price, serviceTier);
        var threshold = -1;
        foreach (var tier in longContext)
        {
            if (promptTokens > tier.AbovePromptTokens && tier.AbovePromptTokens > threshold)
            {
                (rates, threshold) = (tier.Rates, tier.AbovePromptTokens);
            }
        }

        return rates;
    }

    private static decimal Fees(PriceFees fees, long searches) =>
        MicroUsdPerFee * (fees.PerThousandRequests + (searches * fees.PerThousandSearches) + (searches > 0 ? fees.PerThousandSearchingRequests : 0));

    private static (decimal Input, decimal Output) Worst(ModelPrice price, long inputTokenBound, string? serviceTierAsked)
    {
        (decimal Input, decimal Output) worst = default;
        foreach (var serviceTier in new[] { null, serviceTierAsked })
        {
            var (rates, longContext) = OfTier(price, serviceTier);
            worst = Dearer(worst, rates);
            foreach (var tier in longContext)
            {
                worst = inputTokenBound > tier.AbovePromptTokens ? Dearer(worst, tier.Rates) : worst;
            }
        }

        return worst;
    }

    private static (PriceRates Rates, IReadOnlyList<LongContextRates> LongContext) OfTier(ModelPrice price, string? serviceTier) =>
        serviceTier is not null && price.Tiers.TryGetValue(serviceTier, out var tier)
            ? (tier.Rates, tier.LongContext)
            : (price.Rates, price.LongContext);

    private static (decimal Input, decimal Output) Dearer((decimal Input, decimal Output) one, PriceRates rates)
    {
        var write = Math.Max(rates.CacheWrite5m ?? 0, rates.CacheWrite1h ?? 0);
        var input = Math.Max(rates.Input, Math.Max(rates.CacheRead ?? 0, write));
        return (Math.Max(one.Input, input), Math.Max(one.Output, rates.Output));
    }

    private static long Round(decimal microUsd) =>
        (long)Math.Min(Math.Round(microUsd * NanoUsdPerToken, MidpointRounding.AwayFromZero), long.MaxValue);
}
