using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class BuiltInDataTests
{
    private static readonly string[] KnownEfforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly IEnumerable<string> KnownDialects = BuiltInDialects.All.Select(dialect => dialect.Id);
    private static readonly string[] SelfHosted = ["ollama", "vllm", "sgl"];

    public static TheoryData<string> Providers => [.. CatalogFixture.BuiltIn.Providers.Select(provider => provider.Name)];

    [Fact]
    public void These_providers_are_built_in()
    {
        var names = CatalogFixture.BuiltIn.Providers.Select(provider => provider.Name);

        Assert.Equal(
            [
                "anthropic",
                "azure",
                "bedrock",
                "cerebras",
                "cohere",
                "gemini",
                "groq",
                "huggingface",
                "mistral",
                "nebius",
                "ollama",
                "openai",
                "openrouter",
                "parasail",
                "perplexity",
                "replicate",
                "sgl",
                "vertex",
                "vllm",
                "xai",
            ],
            names);
    }

    [Fact]
    public void Only_dialects_that_exist_are_named() =>
        Assert.Subset(KnownDialects.ToHashSet(), CatalogFixture.BuiltIn.DialectIds.ToHashSet());

    [Theory, MemberData(nameof(Providers))]
    public void A_provider_says_how_it_wants_its_key(string name)
    {
        var auth = CatalogFixture.BuiltIn.Providers.Single(provider => provider.Name == name).Auth;

        Assert.NotNull(auth.Header);
        Assert.NotEmpty(auth.Environment);
    }

    [Theory, MemberData(nameof(Providers))]
    public void A_provider_offers_listed_models_or_any(string name)
    {
        var provider = CatalogFixture.BuiltIn.Providers.Single(provider => provider.Name == name);

        Assert.True(provider.AnyModel || CatalogFixture.BuiltIn.Offers.Any(offer => offer.Provider == provider));
    }

    [Fact]
    public void Every_listed_model_has_room_for_a_prompt_and_an_answer() =>
        Assert.Empty(Where(offer => offer.Model.ContextWindow < 8_000 || offer.Model.MaxOutputTokens < 1_000 || offer.Model.MaxOutputTokens > offer.Model.ContextWindow));

    [Fact]
    public void Every_listed_model_has_a_price() =>
        Assert.Empty(Where(offer => offer.Model.Prices.Count == 0));

    [Fact]
    public void Every_price_has_a_day_and_a_source_that_names_its_own() =>
        Assert.Empty(Where(offer => offer.Model.Prices.Any(price =>
            price.From < new DateOnly(2025, 1, 1) || price.From > new DateOnly(2026, 11, 21) || !Regex.IsMatch(price.Source, "^[a-zA-Z.-]+@2026-\\d\\d-\\d\\d$"))));

    [Fact]
    public void Nothing_but_what_is_called_free_costs_nothing() =>
        Assert.Empty(WhereRate((offer, rate) => (rate.Input == 0 || rate.Output == 0) && !offer.Name.EndsWith(":free", StringComparison.Ordinal)));

    [Fact]
    public void Reading_a_cache_is_neither_free_nor_dearer_than_the_input() =>
        Assert.Empty(WhereRate((_, rate) => rate.CacheRead is { } read && (read == 0 || read > rate.Input)));

    [Fact]
    public void A_tier_costs_between_a_third_and_three_times_the_standard_one() =>
        Assert.Empty(Where(offer => offer.Model.Prices.Any(price => price.Tiers.Values.Any(tier =>
            tier.Rates.Input < price.Rates.Input / 3 || tier.Rates.Input > 3 * price.Rates.Input || tier.Rates.Output < price.Rates.Output / 3 || tier.Rates.Output > 3 * price.Rates.Output))));

    [Fact]
    public void A_long_prompt_is_not_cheaper() =>
        Assert.Empty(Where(offer => offer.Model.Prices.Any(price => price.LongContext.Any(step => step.Rates.Input < price.Rates.Input || step.Rates.Output < price.Rates.Output))));

    [Fact]
    public void Writing_a_cache_costs_between_one_and_two_times_the_input() =>
        Assert.Empty(WhereRate((_, rate) => rate.CacheWrite5m < rate.Input || rate.CacheWrite5m > 2 * rate.Input || (rate.CacheWrite1h is { } hour && hour != 2 * rate.Input)));

    [Fact]
    public void Efforts_are_known_words_weakest_first_with_a_default_among_them() =>
        Assert.Empty(Where(offer =>
            !offer.Model.Efforts.SequenceEqual(KnownEfforts.Where(offer.Model.Efforts.Contains))
            || (offer.Model.Efforts.Count == 0 ? offer.Model.DefaultEffort is not null : !offer.Model.Efforts.Contains(offer.Model.DefaultEffort))
            || (offer.Model.Efforts.Count > 0 && offer.Capabilities.Thinking == ThinkingControl.None)));

    [Fact]
    public void Only_ones_own_hardware_has_a_price_for_any_model()
    {
        var free = CatalogFixture.BuiltIn.Providers.Where(provider => provider.DefaultPrice is not null);

        Assert.Equal(SelfHosted.Order(), free.Select(provider => provider.Name).Order());
    }

    [Theory]
    [InlineData("anthropic/claude-opus-4-5", ThinkingControl.Budget, true)]
    [InlineData("anthropic/claude-sonnet-4-6", ThinkingControl.Adaptive, true)]
    [InlineData("anthropic/claude-opus-5", ThinkingControl.Adaptive, false)]
    [InlineData("anthropic/claude-fable-5", ThinkingControl.AdaptiveAlways, false)]
    public void A_model_overrides_what_its_provider_says(string name, ThinkingControl thinking, bool sampling)
    {
        var capabilities = CatalogFixture.BuiltIn.Find(name)!.Capabilities;

        Assert.Equal((thinking, sampling), (capabilities.Thinking, capabilities.Sampling));
        Assert.Equal(ToolCallIdForm.Word, capabilities.ToolCallIds);
    }

    [Fact]
    public void A_search_is_offered_only_where_its_price_is_known() =>
        Assert.Empty(Where(offer => (offer.Capabilities.WebSearch is not null || offer.Capabilities.SearchesUnasked)
            && offer.Model.Prices[^1].Fees is { PerThousandSearches: 0, PerThousandSearchingRequests: 0 }));

    [Theory]
    [InlineData("anthropic/claude-sonnet-4-5", "web_search_20250305")]
    [InlineData("azure/claude-sonnet-5", "web_search_20250305")]
    [InlineData("azure/gpt-5.5", null)]
    [InlineData("bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0", null)]
    [InlineData("gemini/gemini-3.5-flash", "google_search")]
    [InlineData("groq/openai/gpt-oss-120b", null)]
    [InlineData("perplexity/openai/gpt-5.5", "web_search")]
    [InlineData("perplexity/sonar", null)]
    [InlineData("vertex/gemini-3.5-flash", "google_search")]
    [InlineData("xai/grok-4.3", "web_search")]
    public void A_provider_s_own_search_has_its_own_name(string model, string? tool) => Assert.Equal(tool, CatalogFixture.BuiltIn.Find(model)!.Capabilities.WebSearch);

    [Fact]
    public void What_nobody_states_has_the_defaults_of_the_record() =>
        Assert.Equal(
            new Capabilities
            {
                ReasoningReplay = ReasoningReplay.SealedBlocks, ReasoningSummary = true, JsonObject = true, PromptCacheKey = true, Thinking = ThinkingControl.None,
                WebSearch = "web_search", SearchDomains = "allowed_domains", SearchLocation = true, SearchContextSize = true, SearchLimitField = "max_tool_calls",
            },
            CatalogFixture.BuiltIn.Find("openrouter/amazon/nova-micro-v1")!.Capabilities with { HostedTools = new Capabilities().HostedTools });

    private static IEnumerable<string> Where(Func<ModelOffer, bool> isWrong) =>
        CatalogFixture.BuiltIn.Offers.Where(isWrong).Select(offer => offer.Name);

    private static IEnumerable<string> WhereRate(Func<ModelOffer, PriceRates, bool> isWrong) =>
        Where(offer => offer.Model.Prices.SelectMany(AllRates).Any(rate => isWrong(offer, rate)));

    internal static IEnumerable<PriceRates> AllRates(ModelPrice price) =>
    [
        price.Rates, .. price.LongContext.Select(tier => tier.Rates),
        .. price.Tiers.Values.Select(tier => tier.Rates), .. price.Tiers.Values.SelectMany(tier => tier.LongContext).Select(tier => tier.Rates),
    ];
}
