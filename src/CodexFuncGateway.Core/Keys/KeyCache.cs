using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys;

/// <summary>
/// Keys that were looked up a moment ago. One that is in use is read again before its time is over, so that calls do not wait for the store; nothing that
/// was read longer ago than <see cref="Lifetime"/> is believed while the store answers, which is what bounds how long a revoked key lives on.
/// </summary>
internal sealed class KeyCache(KeyStore store, AttemptThrottle throttle, TimeProvider timeProvider)
{
    /// <summary>Until a key that is in use is read again in the background.</summary>
    public static readonly TimeSpan RenewalAge = TimeSpan.FromSeconds(8);

    /// <summary>Until a key is read again before it is believed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(20);

    /// <summary>How long a key is believed while the store does not answer: nobody can change keys then either.</summary>
    public static readonly TimeSpan StaleLifetime = TimeSpan.FromMinutes(5);

    /// <summary>How long it is remembered that there is no such key. Long enough for all tries of a client that was refused to count as one.</summary>
    public static readonly TimeSpan AbsentLifetime = TimeSpan.FromSeconds(10);

    /// <summary>How long a read may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Until a store that did not answer is asked again about keys that are known; calls do not each wait for it.</summary>
    public static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    public const int Capacity = 10_000;
    private const int MostReadings = 256;

    private readonly Lock gate = new();
    private readonly Dictionary<string, CachedKey> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> absent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<StoredKey?>> readings = new(StringComparer.Ordinal);
    private DateTimeOffset pausedUntil;

    /// <param name="address">Whence it was asked; whoever asks for many keys that nobody has must wait.</param>
    /// <returns>The key to which the hash leads; null where there is none.</returns>
    /// <exception cref="GatewayException">The store does not answer, or the address has asked too often.</exception>
    public ValueTask<StoredKey?> GetAsync(string hash, string? address, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var now = timeProvider.GetUtcNow();
            if (known.TryGetValue(hash, out var cached))
            {
                var age = now - cached.ReadAt;
                if (age < RenewalAge || (age < StaleLifetime && now < pausedUntil))
                {
                    return new(cached.Key);
                }

                var reading = Read(hash);
                return age < Lifetime ? new(cached.Key) : new(ReadAgainAsync(reading, cached, cancellationToken));
            }

            return absent.TryGetValue(hash, out var readAt) && now - readAt < AbsentLifetime ? new((StoredKey?)null) : new(ReadNewAsync(hash, address, cancellationToken));
        }
    }

    /// <summary>A key was changed here: what is known of its values is void.</summary>
    public void Forget(StoredKey key)
    {
        lock (gate)
        {
            known.Remove(key.Hash);
            known.Remove(key.PreviousHash ?? "");
        }
    }

    private async Task<StoredKey?> ReadNewAsync(string hash, string? address, CancellationToken cancellationToken)
    {
        throttle.Require(address);
        var key = await Read(hash).WaitAsync(cancellationToken);
        if (key is null)
        {
            throttle.Fail(address, hash);
        }

        return key;
    }

    private async Task<StoredKey?> ReadAgainAsync(Task<StoredKey?> reading, CachedKey last, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(cancellationToken);
        }
        catch (GatewayException) when (timeProvider.GetUtcNow() - last.ReadAt < StaleLifetime)
        {
            return last.Key;
        }
    }

    /// <summary>One read for all who wait for it.</summary>
    private Task<StoredKey?> Read(string hash)
    {
        lock (gate)
        {
            if (readings.TryGetValue(hash, out var reading))
            {
                return reading;
            }

            if (readings.Count >= MostReadings)
            {
                return Task.FromException<StoredKey?>(new GatewayException(KeyOutage.Error));
            }

            // Elsewhere, for nothing of the store may run under the lock; and to its end, for others may wait for it too.
            reading = Task.Run(() => ReadAsync(hash), CancellationToken.None);
            reading.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            readings.Add(hash, reading);
            return reading;
        }
    }

    private async Task<StoredKey?> ReadAsync(string hash)
    {
        // What is read may be older than the answer, but not older than the question.
        var asked = timeProvider.GetUtcNow();
        using var patience = new CancellationTokenSource(Patience, timeProvider);
        try
        {
            var key = await store.FindByHashAsync(hash, patience.Token).WaitAsync(patience.Token);
            Keep(hash, key, asked);
            return key;
        }
        catch (Exception exception) when (KeyOutage.Is(exception))
        {
            lock (gate)
            {
                pausedUntil = timeProvider.GetUtcNow() + PauseAfterFailure;
            }

            throw new GatewayException(KeyOutage.Error, exception);
        }
        finally
        {
            lock (gate)
            {
                readings.Remove(hash);
            }
        }
    }

    private void Keep(string hash, StoredKey? key, DateTimeOffset asked)
    {
        lock (gate)
        {
            if (key is null)
            {
                known.Remove(hash);
                MakeRoom(absent, readAt => readAt);
                absent[hash] = asked;
            }
            else
            {
                absent.Remove(hash);
                MakeRoom(known, cached => cached.ReadAt);
                known[hash] = new CachedKey(key, asked);
            }
        }
    }

    /// <summary>Lets the oldest tenth go when there are too many.</summary>
    private static void MakeRoom<T>(Dictionary<string, T> entries, Func<T, DateTimeOffset> readAt)
    {
        if (entries.Count >= Capacity)
        {
            foreach (var (hash, _) in entries.OrderBy(entry => readAt(entry.Value)).Take(Capacity / 10).ToList())
            {
                entries.Remove(hash);
            }
        }
    }

    private sealed record CachedKey(StoredKey Key, DateTimeOffset ReadAt);
}
