using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class ModelResolverTests
{
    [Fact]
    public void A_bare_name_is_one_of_OpenAIs()
    {
        var route = CatalogFixture.Resolve("gpt-5.5");

        Assert.Equal(("gpt-5.5", "openai/gpt-5.5", "gpt-5.5"), (route.ModelAsked, route.Name, route.UpstreamModel));
        Assert.True(route.Capabilities.NativeResponses);
    }

    [Fact]
    public void A_models_part_of_the_name_may_hold_slashes()
    {
        var route = CatalogFixture.Resolve("openrouter/anthropic/claude-sonnet-4.5");

        Assert.Equal(("openrouter", "anthropic/claude-sonnet-4.5"), (route.Provider.Name, route.UpstreamModel));
    }

    [Fact]
    public void A_provider_that_takes_any_model_gets_names_that_nobody_listed()
    {
        var route = CatalogFixture.Resolve("ollama/qwen3-coder:30b");

        Assert.Equal(("qwen3-coder:30b", 0m), (route.UpstreamModel, route.Price.Rates.Output));
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", "anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-sonnet-4.5", "anthropic/claude-sonnet-4-5")]
    [InlineData("gpt-5,5", "openai/gpt-5.5")]
    public void An_unknown_model_is_refused_with_the_nearest_names(string asked, string meant)
    {
        var refusal = Assert.Throws<GatewayException>(() => CatalogFixture.Resolver().Resolve(asked));

        Assert.Equal(ErrorKind.ModelNotFound, refusal.Error.Kind);
        Assert.Contains(asked, refusal.Message);
        Assert.Contains(meant, refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("openai/")]
    [InlineData("ollama/")]
    [InlineData("nobody/x")]
    public void A_name_that_means_nothing_is_refused(string asked) =>
        Assert.Throws<GatewayException>(() => CatalogFixture.Resolver().Resolve(asked));

    [Fact]
    public void A_provider_without_an_address_is_refused_with_the_setting_to_make()
    {
        var refusal = Assert.Throws<GatewayException>(() => CatalogFixture.Resolver().Resolve("azure/gpt-5.5"));

        Assert.Contains("Providers:azure:Parameters:resource", refusal.Message);
    }

    [Fact]
    public void A_model_without_a_price_is_refused_and_never_free()
    {
        var refusal = Assert.Throws<GatewayException>(() => CatalogFixture.Resolver().Resolve("parasail/some-model"));

        Assert.Contains("Providers:parasail:DefaultPrice:Rates:Input", refusal.Message);
    }

    [Fact]
    public void An_alias_leads_to_its_routes_in_order_and_comes_before_a_model_of_its_name()
    {
        var resolver = CatalogFixture.Resolver(
            ("Models:gpt-5.5:Routes:0", "azure/gpt-5.5"),
            ("Models:gpt-5.5:Routes:1", "gpt-5.5"),
            ("Providers:azure:BaseUrl", "https://res.openai.azure.com/openai/v1"));

        var routes = resolver.Resolve("gpt-5.5");

        Assert.Equal(["azure/gpt-5.5", "openai/gpt-5.5"], routes.Select(route => route.Name));
        Assert.All(routes, route => Assert.Equal("gpt-5.5", route.ModelAsked));
    }

    [Fact]
    public void A_models_own_dialect_leaves_the_providers_path_behind()
    {
        var (sonar, agent) = (CatalogFixture.Resolve("perplexity/sonar-pro"), CatalogFixture.Resolve("perplexity/openai/gpt-5.5"));

        Assert.Equal(("chat-completions", null, false), (sonar.Dialect, sonar.Path, sonar.Capabilities.Tools));
        Assert.Equal(("openai-responses", "/v1/responses", true), (agent.Dialect, agent.Path, agent.Capabilities.Tools));
    }

    [Fact]
    public void A_price_takes_over_at_midnight_of_its_first_day()
    {
        var time = new FixedTime(new DateTimeOffset(2026, 8, 31, 23, 59, 59, TimeSpan.Zero));
        var resolver = new CodexFuncGateway.Catalog.ModelResolver(CatalogFixture.BuiltIn, time);

        var before = resolver.Resolve("anthropic/claude-sonnet-5")[0].Price.Rates.Input;
        time.Now = time.Now.AddSeconds(1);
        var after = resolver.Resolve("anthropic/claude-sonnet-5")[0].Price.Rates.Input;

        Assert.Equal((2m, 3m), (before, after));
    }

    [Fact]
    public void The_oldest_price_holds_before_its_day_too()
    {
        var resolver = new CodexFuncGateway.Catalog.ModelResolver(CatalogFixture.BuiltIn, new FixedTime(DateTimeOffset.UnixEpoch));

        Assert.Equal(5m, resolver.Resolve("gpt-5.5")[0].Price.Rates.Input);
    }

    [Fact]
    public void Asking_again_makes_nothing_new()
    {
        var resolver = CatalogFixture.Resolver();
        var first = resolver.Resolve("gpt-5.5");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = resolver.Resolve("gpt-5.5");

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(first, second);
    }
}
