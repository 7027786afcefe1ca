using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>
/// Replies of every provider with counters as they were recorded, streamed and not, from the wire to nano-USD. The sums were worked out by hand and stand beside each;
/// where the provider said what it charges, that must be the same.
/// </summary>
public sealed class GoldenCostTests
{
    /// <summary>No traffic of theirs was recorded.</summary>
    private static readonly string[] Unrecorded = ["nebius", "parasail"];

    public static TheoryData<string> Cases => [.. CostCase.All.Select(@case => @case.Name)];

    public static TheoryData<string> Invoiced => [.. CostCase.All.Where(@case => @case.InvoiceUsd is not null).Select(@case => @case.Name)];

    [Theory, MemberData(nameof(Cases))]
    public async Task Recorded_counters_fall_into_these_buckets(string name)
    {
        var @case = Find(name);

        var told = await @case.ReadAsync();

        var usage = told.Usage;
        Assert.Equal(@case.Usage, (usage.FreshInputTokens, usage.CacheReadTokens, usage.CacheWrite5mTokens, usage.CacheWrite1hTokens, usage.OutputTokens, usage.Searches));
        Assert.Equal(@case.Tier, told.ServiceTier);
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task And_cost_this_much(string name)
    {
        var @case = Find(name);

        var told = await @case.ReadAsync();

        Assert.Equal(@case.NanoUsd, CostCalculator.Cost(@case.Route.Price, told.Billed ?? told.Usage, told.ServiceTier));
    }

    [Theory, MemberData(nameof(Invoiced))]
    public void What_the_provider_charged_is_what_we_count(string name)
    {
        var @case = Find(name);

        Assert.Equal(@case.InvoiceUsd * 1_000_000_000, @case.NanoUsd);
    }

    [Fact]
    public void Every_provider_is_among_them() =>
        Assert.Equal(
            CatalogFixture.BuiltIn.Providers.Select(provider => provider.Name).Except(Unrecorded).Order(),
            CostCase.All.Select(@case => @case.Route.Provider.Name).Distinct().Order());

    private static CostCase Find(string name) => CostCase.All.Single(@case => @case.Name == name);
}
