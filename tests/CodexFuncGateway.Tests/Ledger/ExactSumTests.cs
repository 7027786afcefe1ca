using System.Numerics;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Ledger;

public sealed class ExactSumTests
{
    private static readonly string?[] Tiers = [null, "default", "flex", "priority"];

    private static readonly Dictionary<string, Model> Models = CatalogFixture.BuiltIn.Offers.ToDictionary(offer => offer.Name, offer => offer.Model);

    [Fact]
    public void Ten_thousand_calls_cost_exactly_what_a_second_reckoning_in_whole_numbers_says()
    {
        var random = new Random(5_000_017);
        var (total, expected) = (BigInteger.Zero, BigInteger.Zero);
        for (var i = 0; i < 10_000; i++)
        {
            var (model, row, price) = IndependentCost.Rows[random.Next(IndependentCost.Rows.Count)];
            var (usage, tier) = (Draw(random), Tiers[random.Next(Tiers.Length)]);
            var cost = CostCalculator.Cost(Models[model].Prices[row], usage, tier);
            var second = IndependentCost.NanoUsd(price, usage, tier);

            Assert.True(second == cost, $"{model}, {tier}, {usage}: {cost} and not {second}");
            (total, expected) = (total + cost, expected + second);
        }

        Assert.Equal(expected, total);
        Assert.True(total > 1_000_000_000_000, "calls too cheap to show anything");
    }

    /// <summary>A tenth of the calls are long enough for the dearer rates, and a few hit a threshold exactly.</summary>
    private static TokenUsage Draw(Random random)
    {
        var most = random.Next(10) == 0 ? 200_000 : 20_000;
        var usage = new TokenUsage
        {
            FreshInputTokens = random.Next(most), CacheReadTokens = random.Next(most), CacheWrite5mTokens = random.Next(most / 4), CacheWrite1hTokens = random.Next(most / 4),
            OutputTokens = random.Next(10_000), Searches = Math.Max(0, random.Next(-10, 5)),
        };
        return random.Next(20) == 0 ? new TokenUsage { FreshInputTokens = 1_000, CacheReadTokens = 199_000 + random.Next(2), OutputTokens = 10 } : usage;
    }
}
