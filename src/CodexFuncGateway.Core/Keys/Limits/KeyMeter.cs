using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys.Limits;

/// <summary>
/// The limits of one key in this process: calls take from this instance's shares, and only where those do not suffice is the row asked that all instances share,
/// once for all calls that wait.
/// </summary>
internal sealed class KeyMeter(string keyId, KeyUseStore store, TimeProvider timeProvider)
{
    /// <summary>How long a place among the parallel streams is kept for this instance's next call before others may have it.</summary>
    public static readonly TimeSpan Reuse = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>More instances than this are looked through for some that are no more.</summary>
    private const int ManyInstances = 50;

    private readonly Lock gate = new();
    private readonly KeyStanding standing = new(store.InstanceId, timeProvider);
    private Task? exchange;
    private Task? returning;

    public bool IsIdle
    {
        get
        {
            lock (gate)
            {
                return standing.IsIdle;
            }
        }
    }

    /// <summary>Takes what a call wants, all of it or nothing.</summary>
    /// <returns>The minute in which it was taken.</returns>
    /// <exception cref="GatewayException">A limit is reached, or the store does not answer.</exception>
    public async ValueTask<long> TakeAsync(Demand demand, KeyLimits limits, CancellationToken cancellationToken)
    {
        demand = demand.Within(limits);
        long takenIn;
        while (Take(demand, limits, out takenIn) is { } asking)
        {
            try
            {
                await asking.WaitAsync(cancellationToken);
            }
            finally
            {
                lock (gate)
                {
                    standing.Waiting -= demand;
                }
            }
        }

        return takenIn;
    }

    /// <inheritdoc cref="KeyStanding.Release"/>
    public void Release(long reserved, long reservedIn, long used)
    {
        lock (gate)
        {
            standing.Release(reserved, reservedIn, used);
            returning ??= standing.HasToReturn ? Task.Run(ReturnAsync) : null;
        }
    }

    /// <returns>Null where it was taken; else what to wait for before the next try.</returns>
    private Task? Take(Demand demand, KeyLimits limits, out long takenIn)
    {
        lock (gate)
        {
            standing.Limits = limits;
            if (standing.TryTake(demand, store.IsLiving, out takenIn))
            {
                return null;
            }

            standing.ThrowIfReached(demand);
            standing.Waiting += demand;
            return exchange ??= Start();
        }
    }

    private Task Start()
    {
        // Elsewhere, for nothing of the store may run under the lock; and to its end, for others may wait for it too.
        var task = Task.Run(ExchangeAsync, CancellationToken.None);
        task.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task;
    }

    private async Task ExchangeAsync()
    {
        using var patience = new CancellationTokenSource(Patience, timeProvider);
        try
        {
            await ExchangeAsync(patience.Token);
        }
        catch (Exception exception) when (KeyOutage.Is(exception))
        {
            throw new GatewayException(KeyOutage.Error with { Message = "The gateway cannot check this key's limits now: its store does not answer. Try again in a moment." }, exception);
        }
        finally
        {
            lock (gate)
            {
                exchange = null;
            }
        }
    }

    private async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        if (standing.Limits.ParallelStreams is not null && !store.IsLiving)
        {
            await store.LiveAsync(cancellationToken);
        }

        var plan = await WriteAsync(use => use, cancellationToken);
        if (plan.IsShortOfStreams || plan.Use.Streams.Count > ManyInstances)
        {
            var living = await store.ReadLivingAsync(cancellationToken);
            await WriteAsync(use => use.OnlyOf(living), cancellationToken);
        }
    }

    private async Task<KeyPlan> WriteAsync(Func<KeyUse, KeyUse> correct, CancellationToken cancellationToken)
    {
        var plan = await store.ChangeAsync(keyId, use => Plan(correct(use)), cancellationToken);
        lock (gate)
        {
            standing.Apply(plan);
        }

        return plan;
    }

    private KeyPlan Plan(KeyUse use)
    {
        lock (gate)
        {
            return standing.Plan(use);
        }
    }

    /// <summary>Gives places back and tells of debts, until the store has taken it. Should the process end before, its places are void with its lease.</summary>
    private async Task ReturnAsync()
    {
        for (var pause = Reuse; ; pause = pause < LongestPause ? pause * 2 : pause)
        {
            await Task.Delay(pause, timeProvider);
            Task asking;
            lock (gate)
            {
                if (!standing.HasToReturn)
                {
                    returning = null;
                    return;
                }

                asking = exchange ??= Start();
            }

            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
