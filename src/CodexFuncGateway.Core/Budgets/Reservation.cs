namespace CodexFuncGateway.Budgets;

/// <summary>Money set aside before a call is sent; settled or released afterwards.</summary>
/// <param name="NanoUsd">The most the call can cost, in billionths of a dollar.</param>
/// <param name="InputTokens">What the prompt is likely to count; its bound is higher.</param>
internal sealed record Reservation(long NanoUsd, long InputTokens)
{
    /// <summary>The output limit that the money affords; null where it affords all that was asked for.</summary>
    public int? OutputLimit { get; init; }

    /// <summary>Where the money is set aside; null where no budget counts the call.</summary>
    public Hold? Hold { get; init; }
}
