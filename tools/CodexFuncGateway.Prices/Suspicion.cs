namespace CodexFuncGateway.Prices;

/// <summary>Tells rates that cannot be meant from rates that can. Such a row is shown and not taken.</summary>
internal static class Suspicion
{
    private const int MostBetweenTiers = 3;

    /// <summary>Null where there is none.</summary>
    public static string? Of(PriceTable table) => table switch
    {
        _ when table.All.Any(rates => rates.Input is null || rates.Output is null) => "a tier or a threshold has no rate for input or output",
        _ when table.All.Any(rates => rates.Input == 0 || rates.Output == 0) => "a rate is zero",
        // A price for keeping a cache for an hour, taken for one for reading it (failure case 35).
        _ when table.All.Any(rates => rates.CacheRead > rates.Input) => "reading a cache is dearer than the input",
        _ when table.All.Any(rates => rates.CacheRead == 0) => "reading a cache is free",
        _ when table.All.Any(rates => rates.CacheWrite5m > 2 * rates.Input || rates.CacheWrite1h > 2 * rates.Input) => "writing a cache costs more than twice the input",
        _ when table.Tiers.Values.Any(tier => IsFarFrom(tier.Rates, table.Rates)) => "a tier is far from the standard rates",
        _ => null,
    };

    private static bool IsFarFrom(Rates tier, Rates standard) =>
        tier.Input > MostBetweenTiers * standard.Input || tier.Output > MostBetweenTiers * standard.Output
        || tier.Input * MostBetweenTiers < standard.Input || tier.Output * MostBetweenTiers < standard.Output;
}
