namespace CodexFuncGateway.Ledger;

/// <summary>Hours of the ledger, in UTC: when they are closed, which is when their calls have had time to settle.</summary>
public sealed class LedgerHours(LedgerHoursOptions options, TimeProvider timeProvider)
{
    // For the clocks of two instances, and the time that a row is on its way.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private TimeSpan CloseAfter => TimeSpan.FromMinutes(options.CloseAfterMinutes);

    /// <summary>Every hour that ends by then is closed.</summary>
    public DateTimeOffset ClosedUntil() => StartOfHour(timeProvider.GetUtcNow() - CloseAfter);

    /// <summary>Whether a call's hour is closed, or may be by the time that its row is stored.</summary>
    public bool MayBeClosed(DateTimeOffset startedAt) => StartOfHour(startedAt).AddHours(1) + CloseAfter <= timeProvider.GetUtcNow() + Margin;

    private static DateTimeOffset StartOfHour(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
