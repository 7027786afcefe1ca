using CodexFuncGateway.Catalog;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Ledger;

/// <summary>Every expected figure is worked out by hand: tokens × USD per million = micro-USD, × 1000 = nano-USD.</summary>
public sealed class CostCalculatorTests
{
    [Fact]
    public void Each_bucket_has_its_own_rate_and_reasoning_is_counted_once()
    {
        var usage = new TokenUsage { FreshInputTokens = 1_000, CacheReadTokens = 20_000, CacheWrite5mTokens = 500, CacheWrite1hTokens = 3_000, OutputTokens = 700, ReasoningTokens = 300 };

        // 1000×3 + 20000×0.30 + 500×3.75 + 3000×6 + 700×15 = 3000 + 6000 + 1875 + 18000 + 10500 = 39375 micro-USD
        Assert.Equal(39_375_000, CostCalculator.Cost(Price("anthropic/claude-sonnet-4-5"), usage));
    }

    [Theory]
    [InlineData(1, 199_999, 60_152_700)] // 1×3 + 199999×0.30 + 10×15 = 3 + 59999.7 + 150
    [InlineData(1, 200_000, 120_231_000)] // 1×6 + 200000×0.60 + 10×22.5 = 6 + 120000 + 225
    public void A_long_prompt_is_dearer_for_the_whole_request_and_cached_tokens_count_towards_it(long fresh, long cached, long expected) =>
        Assert.Equal(expected, CostCalculator.Cost(Price("anthropic/claude-sonnet-4-5"), new TokenUsage { FreshInputTokens = fresh, CacheReadTokens = cached, OutputTokens = 10 }));

    [Theory]
    [InlineData(272_000, 1_390_000_000)] // 272000×5 + 1000×30 = 1360000 + 30000
    [InlineData(272_001, 2_765_010_000)] // 272001×10 + 1000×45 = 2720010 + 45000
    public void The_threshold_itself_is_not_yet_long(long fresh, long expected) =>
        Assert.Equal(expected, CostCalculator.Cost(Price("openai/gpt-5.5"), new TokenUsage { FreshInputTokens = fresh, OutputTokens = 1_000 }));

    [Theory]
    [InlineData(null, 9_000_000)] // 1000×5 + 2000×0.50 + 100×30 = 5000 + 1000 + 3000
    [InlineData("default", 9_000_000)]
    [InlineData("flex", 4_500_000)] // 1000×2.5 + 2000×0.25 + 100×15
    [InlineData("priority", 18_000_000)] // 1000×10 + 2000×1 + 100×60
    public void The_tier_that_was_served_decides(string? served, long expected) =>
        Assert.Equal(expected, CostCalculator.Cost(Price("openai/gpt-5.6"), new TokenUsage { FreshInputTokens = 1_000, CacheReadTokens = 2_000, OutputTokens = 100 }, served));

    [Fact]
    public void A_tier_has_long_prompts_of_its_own() =>
        // 300000×5 + 1000×22.5 = 1500000 + 22500
        Assert.Equal(1_522_500_000, CostCalculator.Cost(Price("openai/gpt-5.6"), new TokenUsage { FreshInputTokens = 300_000, OutputTokens = 1_000 }, "flex"));

    [Fact]
    public void A_cache_rate_that_nobody_states_is_the_input_rate() =>
        // (10 + 60 + 20 + 10)×0.59
        Assert.Equal(59_000, CostCalculator.Cost(
            Price("groq/llama-3.3-70b-versatile"),
            new TokenUsage { FreshInputTokens = 10, CacheReadTokens = 60, CacheWrite5mTokens = 20, CacheWrite1hTokens = 10 }));

    [Theory]
    [InlineData(0, 1, 38)] // 37.5
    [InlineData(0, 2, 75)] // 75, not 2 × 38
    [InlineData(1, 1, 113)] // 75 + 37.5
    public void A_request_is_rounded_once_and_half_goes_up(long fresh, long cached, long expected) =>
        Assert.Equal(expected, CostCalculator.Cost(Price("groq/openai/gpt-oss-20b"), new TokenUsage { FreshInputTokens = fresh, CacheReadTokens = cached }));

    [Theory]
    [InlineData("perplexity/sonar", 0, 5_010_000)] // 8×1 + 2×1 = 10 micro-USD, and 5 USD per thousand requests
    [InlineData("anthropic/claude-haiku-4-5", 3, 30_018_000)] // 8×1 + 2×5 = 18, and 3 × 10 USD per thousand
    [InlineData("gemini/gemini-2.5-flash", 0, 7_400)] // 8×0.3 + 2×2.5 = 7.4
    [InlineData("gemini/gemini-2.5-flash", 3, 35_007_400)] // and 35 USD per thousand requests that search, however often
    public void Fees_are_added_to_the_tokens(string model, long searches, long expected) =>
        Assert.Equal(expected, CostCalculator.Cost(Price(model), new TokenUsage { FreshInputTokens = 8, OutputTokens = 2, Searches = searches }));

    [Theory]
    [InlineData("default", 9_000_000)]
    [InlineData(null, 18_000_000)] // 1000×10 + 2000×1 + 100×60
    public void Where_nobody_says_which_tier_served_it_is_taken_for_the_dearer(string? served, long expected) =>
        Assert.Equal(expected, CostCalculator.Cost(Price("openai/gpt-5.6"), new TokenUsage { FreshInputTokens = 1_000, CacheReadTokens = 2_000, OutputTokens = 100 }, served, "priority"));

    [Fact]
    public void Nor_is_the_cheaper_tier_taken_for_granted() =>
        Assert.Equal(9_000_000, CostCalculator.Cost(Price("openai/gpt-5.6"), new TokenUsage { FreshInputTokens = 1_000, CacheReadTokens = 2_000, OutputTokens = 100 }, null, "flex"));

    [Fact]
    public void A_cost_beyond_all_measure_does_not_overflow() =>
        Assert.Equal(long.MaxValue, CostCalculator.Cost(new ModelPrice { Rates = new PriceRates { Input = 1_000_000_000, Output = 1 } }, new TokenUsage { FreshInputTokens = 1_000_000_000_000 }));

    [Fact]
    public void Ones_own_hardware_costs_nothing() =>
        Assert.Equal(0, CostCalculator.Cost(Price("ollama/any"), new TokenUsage { FreshInputTokens = 1_000_000, OutputTokens = 1_000_000 }));

    [Fact]
    public void The_upper_bound_takes_every_prompt_token_at_its_dearest() =>
        // 100000×6 (one-hour cache) + 1000×15 = 600000 + 15000
        Assert.Equal(615_000_000, CostCalculator.UpperBound(Price("anthropic/claude-sonnet-4-5"), 100_000, 1_000));

    [Theory]
    [InlineData("anthropic/claude-sonnet-4-5", null)]
    [InlineData("openai/gpt-5.6", null)]
    [InlineData("openai/gpt-5.6", "flex")]
    [InlineData("openai/gpt-5.6", "priority")]
    [InlineData("groq/openai/gpt-oss-20b", null)]
    public void No_call_within_the_bounds_costs_more_than_the_upper_bound(string model, string? tier)
    {
        var random = new Random(20261121);
        for (var i = 0; i < 2_000; i++)
        {
            var usage = new TokenUsage
            {
                FreshInputTokens = random.Next(200_000), CacheReadTokens = random.Next(200_000), CacheWrite5mTokens = random.Next(50_000),
                CacheWrite1hTokens = random.Next(50_000), OutputTokens = random.Next(64_000),
            };
            var bound = CostCalculator.UpperBound(Price(model), usage.InputTokens + random.Next(1_000), usage.OutputTokens + random.Next(1_000), tier);

            Assert.True(CostCalculator.Cost(Price(model), usage, random.Next(2) == 0 ? tier : null) <= bound);
        }
    }

    [Fact]
    public void The_upper_bound_has_the_fees_of_the_request_and_of_every_search_in_it()
    {
        Assert.Equal(5_010_000, CostCalculator.UpperBound(Price("perplexity/sonar"), 8, 2)); // 8×1 + 2×1, and 5 USD per thousand
        Assert.Equal(40_026_000, CostCalculator.UpperBound(Price("anthropic/claude-haiku-4-5"), 8, 2, searchBound: 4)); // 8×2 + 2×5, and 4 × 10 USD per thousand
        Assert.Equal(2, CostCalculator.AffordableOutputTokens(Price("perplexity/sonar"), 8, 5_010_999));
        Assert.Equal(-1, CostCalculator.AffordableOutputTokens(Price("perplexity/sonar"), 8, 4_999_999));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59_999)]
    [InlineData(60_000)]
    [InlineData(123_456_789)]
    public void What_is_affordable_is_exactly_the_most_that_fits(long available)
    {
        var price = Price("anthropic/claude-sonnet-4-5");

        var tokens = CostCalculator.AffordableOutputTokens(price, 10, available);

        Assert.True(tokens < 0 ? CostCalculator.UpperBound(price, 10, 0) > available : CostCalculator.UpperBound(price, 10, tokens) <= available);
        Assert.True(CostCalculator.UpperBound(price, 10, tokens + 1) > available || tokens < 0);
    }

    private static ModelPrice Price(string model) => CatalogFixture.Resolve(model).Price;
}
