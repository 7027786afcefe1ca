using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class SettingsOverlayTests
{
    [Fact]
    public void A_base_url_of_ones_own_replaces_the_built_in_one()
    {
        var route = CatalogFixture.Resolve("anthropic/claude-haiku-4-5", ("Providers:anthropic:BaseUrl", "https://eu.example/v1/"));

        Assert.Equal("https://eu.example/v1", route.Provider.BaseUrl);
        Assert.Equal("x-api-key", route.Provider.Auth.Header);
    }

    [Fact]
    public void Settings_are_read_whatever_their_case()
    {
        var route = CatalogFixture.Resolve("anthropic/claude-haiku-4-5", ("PROVIDERS:ANTHROPIC:BASEURL", "https://eu.example/v1"));

        Assert.Equal("https://eu.example/v1", route.Provider.BaseUrl);
    }

    [Fact]
    public void A_capability_is_changed_without_the_others()
    {
        var route = CatalogFixture.Resolve("mistral/devstral-small-latest", ("Providers:mistral:Capabilities:ToolNameLength", "40"), ("Providers:mistral:Capabilities:Images", "true"));

        Assert.Equal((40, true, ToolCallIdForm.Mistral9), (route.Capabilities.ToolNameLength, route.Capabilities.Images, route.Capabilities.ToolCallIds));
    }

    [Fact]
    public void A_deployment_of_another_name_is_a_row_over_the_built_in_model()
    {
        var route = CatalogFixture.Resolve(
            "azure/gpt-5.5",
            ("Providers:azure:BaseUrl", "https://res.openai.azure.com/openai/v1"),
            ("Providers:azure:Models:0:Id", "gpt-5.5"),
            ("Providers:azure:Models:0:UpstreamId", "our-deployment"));

        Assert.Equal(("our-deployment", "azure/gpt-5.5", 5m), (route.UpstreamModel, route.Name, route.Price.Rates.Input));
    }

    [Fact]
    public void A_price_of_ones_own_gives_a_model_its_price()
    {
        var route = CatalogFixture.Resolve(
            "parasail/some-model",
            ("Providers:parasail:DefaultPrice:Rates:Input", "0.5"),
            ("Providers:parasail:DefaultPrice:Rates:Output", "1.25"));

        Assert.Equal((0.5m, 1.25m, "settings"), (route.Price.Rates.Input, route.Price.Rates.Output, route.Price.Source));
    }

    [Fact]
    public void A_price_of_ones_own_replaces_the_built_in_ones()
    {
        var price = CatalogFixture.Resolve(
            "openai/gpt-5.5",
            ("Providers:openai:Models:0:Id", "gpt-5.5"),
            ("Providers:openai:Models:0:Prices:0:From", "2026-10-01"),
            ("Providers:openai:Models:0:Prices:0:Rates:Input", "4"),
            ("Providers:openai:Models:0:Prices:0:Rates:Output", "20"),
            ("Providers:openai:Models:0:Prices:0:Tiers:flex:Rates:Input", "2"),
            ("Providers:openai:Models:0:Prices:0:Tiers:flex:Rates:Output", "10"),
            ("Providers:openai:Models:0:Prices:0:Fees:PerThousandSearches", "12.5")).Price;

        Assert.Equal((4m, 20m, 2m, 12.5m), (price.Rates.Input, price.Rates.Output, price.Tiers["flex"].Rates.Input, price.Fees.PerThousandSearches));
        Assert.Equal(("2026-10-01/settings", 0), (price.Version, price.LongContext.Count));
    }

    [Fact]
    public void A_provider_of_ones_own_needs_settings_only()
    {
        var route = CatalogFixture.Resolve(
            "acme/coder",
            ("Providers:acme:Dialect", "chat-completions"),
            ("Providers:acme:BaseUrl", "https://llm.acme.example/v1"),
            ("Providers:acme:ApiKey", "secret"),
            ("Providers:acme:Auth:Header", "Authorization"),
            ("Providers:acme:Auth:Prefix", "Bearer "),
            ("Providers:acme:Capabilities", """{ "extraBody": { "seed": 1 } }"""),
            ("Providers:acme:Models:0:Id", "coder"),
            ("Providers:acme:Models:0:ContextWindow", "64000"),
            ("Providers:acme:Models:0:Prices:0:Rates:Input", "1"),
            ("Providers:acme:Models:0:Prices:0:Rates:Output", "2"));

        Assert.Equal(("acme", "chat-completions", "Bearer "), (route.Provider.DisplayName, route.Dialect, route.Provider.Auth.Prefix));
        Assert.Equal((64_000, 8_192), (route.Model.ContextWindow, route.Model.MaxOutputTokens));
        Assert.Equal(1, route.Capabilities.ExtraBody!.Value.GetProperty("seed").GetInt32());
    }

    [Theory]
    [InlineData("Providers:openai:BaseUlr", "https://x.example", "Providers:openai", "BaseUlr")]
    [InlineData("Providers:openai:BaseUrl", "x.example", "Providers:openai", "x.example")]
    [InlineData("Providers:opanai:BaseUrl", "https://x.example", "Providers:opanai", "dialect")]
    [InlineData("Providers:openai:Capabilities:Tolls", "true", "Providers:openai", "Tolls")]
    [InlineData("Providers:openai:DefaultPrice:Rates:Input", "much", "Providers:openai", "efaultPrice")]
    [InlineData("Providers:openai:DefaultPrice", """{"rates":{"input":1,"output":1},"fees":{"perThousandRequests":-5}}""", "Providers:openai", "negative")]
    [InlineData("Providers:openai:Models:0:ContextWindow", "1", "Providers:openai:Models", "no id")]
    [InlineData("Models:fast:Routes:0", "gpt-55", "Models:fast:Routes:0", "gpt-5.5")]
    [InlineData("Models:fast:Routes:0", "azure/gpt-5.5", "Models:fast:Routes:0", "Providers:azure:Parameters:resource")]
    [InlineData("Models:fast:Route", "gpt-5.5", "Models:fast", "Routes")]
    [InlineData("Gateway:CatalogDirectory", "/nowhere/at/all", "Gateway:CatalogDirectory", "/nowhere/at/all")]
    public void A_mistake_in_settings_is_told_at_start_with_its_place(string key, string value, string place, string fault)
    {
        var error = Assert.Throws<CatalogException>(() => CatalogFixture.Load((key, value)));

        Assert.Contains(place, error.Message);
        Assert.Contains(fault, error.Message);
    }
}
