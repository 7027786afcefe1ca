using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.Http.Administration;

/// <summary><c>GET /gateway/v1/prices</c>.</summary>
public sealed class PricesEndpointTests(CostsGateway costs) : IClassFixture<CostsGateway>
{
    [Fact]
    public async Task Every_model_of_the_catalog_has_its_price_of_today()
    {
        var prices = (await costs.GetAsync("/gateway/v1/prices")).Json.GetProperty("prices").EnumerateArray().ToDictionary(row => row.GetProperty("model").GetString()!);

        Assert.All(CatalogFixture.BuiltIn.Offers, offer => Assert.Equal(
            offer.PriceOn(new DateOnly(2026, 11, 4))!.Rates.Output,
            prices[offer.Name].GetProperty("price").GetProperty("rates").GetProperty("output").GetDecimal()));
    }

    [Fact]
    public async Task One_model_is_told_with_tiers_thresholds_fees_and_history()
    {
        var answer = (await costs.GetAsync("/gateway/v1/prices?model=openai/gpt-5.5&history=true")).Json;

        var row = Assert.Single(answer.GetProperty("prices").EnumerateArray());
        var price = row.GetProperty("price");
        Assert.Equal((5m, 0.5m, 5m), (Rate(price, "input"), Rate(price, "cache_read"), Rate(price, "cache_write_5m")));
        Assert.Equal(272_000, price.GetProperty("long_context")[0].GetProperty("above_prompt_tokens").GetInt32());
        Assert.True(price.GetProperty("tiers").TryGetProperty("priority", out _));
        Assert.Equal(10, price.GetProperty("fees").GetProperty("per_thousand_searches").GetInt32());
        Assert.Contains(price.GetProperty("version").GetString(), row.GetProperty("history").EnumerateArray().Select(old => old.GetProperty("version").GetString()));

        static decimal Rate(System.Text.Json.JsonElement price, string name) => price.GetProperty("rates").GetProperty(name).GetDecimal();
    }

    [Fact]
    public async Task Providers_can_be_chosen()
    {
        var answer = (await costs.GetAsync("/gateway/v1/prices?provider=groq&provider=cohere")).Json;

        Assert.Equal(["cohere", "groq"], answer.GetProperty("prices").EnumerateArray().Select(row => row.GetProperty("provider").GetString()).Distinct().Order());
    }

    [Theory]
    [InlineData("model=nothing/such", 404, "model")]
    [InlineData("history=yes", 400, "history")]
    [InlineData("day=2026-11-01", 400, "day")]
    public async Task What_cannot_be_meant_is_refused_by_name(string query, int status, string parameter)
    {
        var answer = await costs.GetAsync($"/gateway/v1/prices?{query}");

        Assert.Equal((status, parameter), (answer.Status, answer.Param));
    }
}
