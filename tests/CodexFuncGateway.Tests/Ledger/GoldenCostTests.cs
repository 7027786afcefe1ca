using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>
/// Replies of every provider with counters as they were recorded, streamed and not, from the wire to nano-USD. The sums were worked out by hand and stand beside each;
/// where the provider said what it charges, that must be the same.
/// </summary>
public sealed class GoldenCostTests
{
    /// <summary>No traffic of theirs was recorded.</summary>
    private static readonly string[] Unrecorded = ["nebius", "parasail"];

    /// <summary>Its streams count nothing: the counters come with the prediction, which is asked for after the last word.</summary>
    private static readonly string[] CountedOnlyWhole = ["replicate"];

    /// <summary>What bills are made of beside fresh input and output, each with how to tell it.</summary>
    private static readonly Dictionary<string, Func<CostCase, UsageReported, bool>> Kinds = new()
    {
        ["a cache written for an hour, Anthropic"] = (@case, told) => @case.File == "anthropic" && told.Usage.CacheWrite1hTokens > 0,
        ["a cache written for an hour, Bedrock"] = (@case, told) => @case.File == "bedrock" && told.Usage.CacheWrite1hTokens > 0,
        ["a cache read, Bedrock"] = (@case, told) => @case.File == "bedrock" && told.Usage.CacheReadTokens > 0,
        ["rates above 200,000 tokens"] = (@case, told) => IsAbove(@case, told, 200_000),
        ["rates above 272,000 tokens"] = (@case, told) => IsAbove(@case, told, 272_000),
        ["priority"] = (_, told) => told.ServiceTier == "priority",
        ["flex"] = (_, told) => told.ServiceTier == "flex",
        ["reasoning within the output"] = (@case, told) => @case.File == "openai" && told.Usage.ReasoningTokens > 0,
        ["Gemini's thoughts"] = (@case, told) => @case.File == "gemini" && told.Usage.ReasoningTokens > 0,
        ["xAI's reasoning, left out of the output in chat"] = (@case, told) => @case.File == "xai-chat" && told.Usage.ReasoningTokens > 0,
        ["searches"] = (_, told) => told.Usage.Searches > 0,
    };

    public static TheoryData<string> NamesOfKinds => [.. Kinds.Keys];

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

    [Fact]
    public void Every_provider_is_there_streamed_and_not()
    {
        var forms = CostCase.All.Select(@case => (@case.Route.Provider.Name, IsStream: @case.Json.TryGetProperty("stream", out _))).ToHashSet();

        var missing =
            from provider in CostCase.All.Select(@case => @case.Route.Provider.Name).Distinct()
            from isStream in (bool[])[true, false]
            where !forms.Contains((provider, isStream)) && !(isStream && CountedOnlyWhole.Contains(provider))
            select $"{provider}, {(isStream ? "streamed" : "whole")}";
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(NamesOfKinds))]
    public async Task Every_kind_of_charge_is_among_them(string kind)
    {
        foreach (var @case in CostCase.All)
        {
            if (Kinds[kind](@case, await @case.ReadAsync()))
            {
                return;
            }
        }

        Assert.Fail($"There is no case of {kind}.");
    }

    private static bool IsAbove(CostCase @case, UsageReported told, int tokens) =>
        told.Usage.InputTokens > tokens && @case.Route.Price.LongContext.Any(step => step.AbovePromptTokens == tokens);

    private static CostCase Find(string name) => CostCase.All.Single(@case => @case.Name == name);
}
