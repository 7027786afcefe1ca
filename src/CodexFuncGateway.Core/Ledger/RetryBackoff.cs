namespace CodexFuncGateway.Ledger;

/// <summary>
/// When to try a failing store again: soon at first, then twice as late each time up to a limit, and spread out so that many instances do
/// not return to it at one moment. No I/O and no clock; <see cref="LedgerWriter"/> does the waiting.
/// </summary>
internal sealed class RetryBackoff(TimeSpan first, TimeSpan longest, Random random)
{
    /// <summary>Rounds that failed since the last one that did not.</summary>
    public int Failures { get; private set; }

    public void Succeeded() => Failures = 0;

    /// <returns>How long to wait: between half of the doubled delay and all of it.</returns>
    public TimeSpan Failed()
    {
        var doubled = first * Math.Pow(2, Math.Min(Failures++, 30));
        return (doubled < longest ? doubled : longest) * (0.5 + (random.NextDouble() / 2));
    }
}
