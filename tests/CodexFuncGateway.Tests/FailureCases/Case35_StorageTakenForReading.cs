using CodexFuncGateway.Catalog;
using CodexFuncGateway.Tests.Catalog;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A public table of prices holds what a cache costs by the hour where what reading it costs should stand: taken over, it bills 22 times as much.</summary>
public sealed class Case35_StorageTakenForReading
{
    [Theory, Dialects]
    public void No_rate_for_reading_a_cache_is_dearer_than_the_input_or_nothing(string column) =>
        Assert.Empty(Rates(column).Where(rate => rate.Rates.CacheRead is { } read && (read <= 0 || read > rate.Rates.Input)).Select(rate => rate.Model));

    [Theory, Dialects]
    public void No_rate_for_writing_one_is_below_the_input_or_above_what_an_hour_costs(string column) =>
        Assert.Empty(Rates(column).Where(rate => Written(rate.Rates).Any(written => written < rate.Rates.Input || written > 2 * rate.Rates.Input)).Select(rate => rate.Model));

    [Theory, Dialects(Column.Gemini)]
    public void The_model_that_was_overbilled_has_its_real_rate(string column) =>
        Assert.All(Rates(column).Where(rate => rate.Model.Contains("/gemini-3.1-pro", StringComparison.Ordinal)), rate => Assert.Equal(rate.Rates.Input / 10, rate.Rates.CacheRead));

    private static IEnumerable<decimal> Written(PriceRates rates) => new[] { rates.CacheWrite5m, rates.CacheWrite1h }.OfType<decimal>();

    /// <summary>All rates of all models that are reached in this way.</summary>
    private static IReadOnlyList<(string Model, PriceRates Rates)> Rates(string column)
    {
        var rates = CatalogFixture.BuiltIn.Offers.Where(offer => Of(offer) == column)
            .SelectMany(offer => offer.Model.Prices.SelectMany(BuiltInDataTests.AllRates).Select(rate => (offer.Name, rate))).ToArray();
        Assert.NotEmpty(rates);
        return rates;
    }

    private static string Of(ModelOffer offer) => offer.Dialect switch
    {
        "openai-responses" => offer.Capabilities.NativeResponses ? Column.Native : Column.Rewritten,
        var dialect => dialect,
    };
}
