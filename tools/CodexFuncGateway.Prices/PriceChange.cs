namespace CodexFuncGateway.Prices;

/// <summary>A public price that differs from ours.</summary>
/// <param name="Reason">Why it is not taken; null where it is.</param>
internal sealed record PriceChange(string Model, PriceRow Row, PriceRow Next, string? Reason)
{
    public override string ToString() =>
        $"{(Reason is null ? "changed" : Reason)}\t{Model}\n  - {Row.Source}\t{Row.Table}\n  + {Next.Source}\t{Next.Table}";
}
