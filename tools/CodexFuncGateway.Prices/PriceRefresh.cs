namespace CodexFuncGateway.Prices;

/// <summary>Decides for each model whether a newer public price is taken. A price is never changed: a new row begins on the day of the file.</summary>
/// <param name="prices">The public file.</param>
/// <param name="source">Its name and day, as <c>litellm@2026-11-01</c>.</param>
/// <param name="withVendorPages">Whether it also replaces what a person read on a vendor's page.</param>
internal sealed class PriceRefresh(PublicPrices prices, string source, bool withVendorPages)
{
    private readonly string day = source.Split('@')[1];

    /// <summary>Null where there is nothing to say.</summary>
    public PriceChange? Find(string provider, string id, PriceRow row)
    {
        if (prices.Find(provider, id)?.Or(row.Table) is not { } table || table.ToString() == row.Table.ToString())
        {
            return null;
        }

        var next = row with { From = day, Source = source, Table = table };
        return Refusal(row, table) is { } reason ? new PriceChange($"{provider}/{id}", row, next, reason) : new PriceChange($"{provider}/{id}", row, next, null);
    }

    private string? Refusal(PriceRow row, PriceTable table) => row switch
    {
        { IsHandKept: true } when !withVendorPages => $"kept: {row.Source} is a vendor's page",
        _ when row.IsNewerThan(day) => $"kept: {row.Source} from {row.From} is newer",
        { IsDisputed: true } when table.Rates.IsLowerSomewhere(row.Table.Rates) => "kept: sources disagree, and this one is lower",
        _ when Suspicion.Of(table) is { } suspicion => $"refused: {suspicion}",
        _ => null,
    };
}
