using CodexFuncGateway.Storage;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Instances;

/// <summary>
/// This process among the gateway's instances, and its word to the others that it lives: a row that it renews while it is at work. Whoever finds
/// the row run out takes over what the process left open, so a process that could not renew it trusts its own claims no longer.
/// </summary>
public sealed partial class InstanceLease : IAsyncDisposable
{
    private readonly ITableStore store;
    private readonly InstanceOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<InstanceLease> logger;
    private readonly CancellationTokenSource ended = new();
    private readonly Lazy<Task> renewing;
    private long heldUntilTicks;
    private int term;

    public InstanceLease(ITableStore store, InstanceOptions options, TimeProvider timeProvider, Func<Guid> newGuid, ILogger<InstanceLease> logger)
    {
        (this.store, this.options, this.timeProvider, this.logger) = (store, options, timeProvider, logger);
        Id = $"{newGuid():N}";
        renewing = new Lazy<Task>(() => Task.Run(RenewUntilEndedAsync));
    }

    public string Id { get; }

    /// <summary>Whether the others still take this process for living, with room to spare. Money taken from a common pool is only spent while this holds.</summary>
    public bool IsHeld => timeProvider.GetUtcNow().UtcTicks < Volatile.Read(ref heldUntilTicks);

    /// <summary>Numbers the unbroken stretches in which the lease was held: what was claimed in an earlier one may have been taken over by others.</summary>
    public int Term => Volatile.Read(ref term);

    /// <summary>From the first call on, the lease is renewed in the background. Nothing is written before.</summary>
    public void Keep() => _ = renewing.Value;

    /// <summary>Renews the lease now.</summary>
    /// <exception cref="TableStoreException">The store did not take it; what was held before still holds for its time.</exception>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var until = timeProvider.GetUtcNow() + options.LeaseLength;
        await store.UpsertAsync(InstanceRow.Table, InstanceRow.Map(Id, until), cancellationToken);
        if (!IsHeld)
        {
            Interlocked.Increment(ref term);
        }

        Volatile.Write(ref heldUntilTicks, until.UtcTicks);
    }

    /// <summary>Ends the renewals. The row stays until it runs out: what is still open then is really left behind.</summary>
    public async ValueTask DisposeAsync()
    {
        if (renewing.IsValueCreated)
        {
            await ended.CancelAsync();
            await renewing.Value;
        }

        ended.Dispose();
    }

    private async Task RenewUntilEndedAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            await TryRenewAsync();
            await Task.Delay(options.RenewalInterval, timeProvider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TryRenewAsync()
    {
        try
        {
            await RenewAsync(ended.Token);
        }
#pragma warning disable CA1031 // A background loop: whatever keeps the store from answering, the next round tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotRenewed(logger, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of this instance was not renewed: {ExceptionType}.")]
        public static partial void NotRenewed(ILogger logger, string exceptionType);
    }
}
