using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>
/// Asks for each lease once, whoever waits for it, and for the next one before it ends: until then everybody goes on with the old one. A lease that was
/// refused before its time is replaced at once, though not over and over.
/// </summary>
internal sealed class LeaseCache<T>(TimeProvider timeProvider)
    where T : class
{
    /// <summary>How long before its end a lease is replaced; one that is short from the start, at half of its time.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Until a replacement that failed is tried again while the old lease still holds.</summary>
    public static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(30);

    /// <summary>Until one more lease that is refused is replaced: a provider that refuses everything must not become the token server's trouble.</summary>
    public static readonly TimeSpan ShortestTimeBetweenRenewals = TimeSpan.FromMinutes(1);

    /// <summary>How long whoever gives leases may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A lease is not shown in its last moments: it would end on the way.</summary>
    private static readonly TimeSpan LastMoments = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> leases = new(StringComparer.Ordinal);

    /// <param name="name">What the lease is for; the same name always comes with the same request.</param>
    /// <param name="request">Asks for a new one.</param>
    public ValueTask<T> GetAsync(string name, Func<CancellationToken, Task<Lease<T>>> request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var held = Find(name);
            var now = timeProvider.GetUtcNow();
            var current = held.Lease is { } lease && now < lease.Expires - LastMoments ? lease.Value : null;
            if (current is not null && now < held.RefreshAt)
            {
                return new ValueTask<T>(current);
            }

            var asking = Ask(held, request);
            return current is not null ? new ValueTask<T>(current) : new ValueTask<T>(asking.WaitAsync(cancellationToken));
        }
    }

    /// <summary>Whether there is, now, a lease other than the one that was refused.</summary>
    public async ValueTask<bool> RenewAsync(
        string name, Func<T, bool> isRefused, Func<CancellationToken, Task<Lease<T>>> request, CancellationToken cancellationToken)
    {
        Task<T> asking;
        lock (gate)
        {
            var held = Find(name);
            if (held.Lease is { } lease && !isRefused(lease.Value))
            {
                return true;
            }

            if (held.Asking is null && timeProvider.GetUtcNow() < held.RenewableAt)
            {
                return false;
            }

            held.RenewableAt = timeProvider.GetUtcNow() + ShortestTimeBetweenRenewals;
            asking = Ask(held, request);
        }

        return !isRefused(await asking.WaitAsync(cancellationToken));
    }

    private Held Find(string name)
    {
        if (!leases.TryGetValue(name, out var held))
        {
            leases[name] = held = new Held();
        }

        return held;
    }

    private Task<T> Ask(Held held, Func<CancellationToken, Task<Lease<T>>> request)
    {
        if (held.Asking is null)
        {
            // Elsewhere, for nothing of a source may run under the lock; and to its end, for others may wait for it too.
            held.Asking = Task.Run(() => AskAsync(held, request), CancellationToken.None);
            held.Asking.ContinueWith(
                static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return held.Asking;
    }

    private async Task<T> AskAsync(Held held, Func<CancellationToken, Task<Lease<T>>> request)
    {
        using var patience = new CancellationTokenSource(Patience, timeProvider);
        try
        {
            return Keep(held, await request(patience.Token)).Value;
        }
        catch (GatewayException)
        {
            lock (gate)
            {
                held.RefreshAt = timeProvider.GetUtcNow() + PauseAfterFailure;
            }

            throw;
        }
        finally
        {
            lock (gate)
            {
                held.Asking = null;
            }
        }
    }

    private Lease<T> Keep(Held held, Lease<T> lease)
    {
        lock (gate)
        {
            var now = timeProvider.GetUtcNow();
            var halfway = now + ((lease.Expires - now) / 2);
            held.Lease = lease;
            held.RefreshAt = lease.Expires - Ahead > halfway ? lease.Expires - Ahead : halfway;
            return lease;
        }
    }

    private sealed class Held
    {
        public Lease<T>? Lease { get; set; }

        public DateTimeOffset RefreshAt { get; set; }

        public DateTimeOffset RenewableAt { get; set; }

        public Task<T>? Asking { get; set; }
    }
}
