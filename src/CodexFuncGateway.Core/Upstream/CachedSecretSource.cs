using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// Spares a remote source: asks it once per secret and lifetime, whoever waits for the answer, and goes on with the last value while the
/// source fails. Lifetimes differ at random, so that many instances do not return to the source at one moment.
/// </summary>
public sealed class CachedSecretSource(ISecretSource source, TimeProvider timeProvider, Random random) : ISecretSource
{
    /// <summary>More names than any catalog has; a bound, not a tuning knob.</summary>
    public const int Capacity = 256;

    public static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(12);
    public static readonly TimeSpan ShortestLifetime = LongestLifetime * (1 - Spread);

    /// <summary>Until a secret that did not exist is looked for again: soon, for its operator is waiting.</summary>
    public static readonly TimeSpan AbsentLifetime = TimeSpan.FromMinutes(1);

    /// <summary>Until a source that failed is asked again; the last value serves meanwhile.</summary>
    public static readonly TimeSpan StaleLifetime = TimeSpan.FromSeconds(30);

    /// <summary>How long a call waits for a source that is slow, while there is a last value to go on with.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Until a refused value is looked up again before its time.</summary>
    public static readonly TimeSpan ShortestTimeBetweenRenewals = TimeSpan.FromMinutes(1);

    private const double Spread = 0.5;

    private readonly Lock gate = new();
    private readonly Dictionary<string, CachedSecret> secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Task<string?>> readings = new(StringComparer.Ordinal);

    public ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var last = secrets.GetValueOrDefault(name);
            return last is null ? new(Read(name, last).WaitAsync(cancellationToken))
                : timeProvider.GetUtcNow() < last.Expires ? new(last.Value)
                : GoOnAsync(name, last, Read(name, last), cancellationToken);
        }
    }

    /// <summary>Asks the source before the lifetime is over, but not twice in a short while: a provider that refuses everything must not become the vault's trouble.</summary>
    public ValueTask<string?> RenewAsync(string name, string refused, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var last = secrets.GetValueOrDefault(name);
            var isDue = last is null || (last.Value == refused && timeProvider.GetUtcNow() >= last.Read + ShortestTimeBetweenRenewals);
            return isDue ? new(Read(name, last).WaitAsync(cancellationToken)) : new(last!.Value);
        }
    }

    /// <summary>A source that hangs must not hold up calls for as long as it takes to fail; what it says later is kept all the same.</summary>
    private async ValueTask<string?> GoOnAsync(string name, CachedSecret last, Task<string?> reading, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(Patience, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            lock (gate)
            {
                var newest = secrets.GetValueOrDefault(name, last);
                return newest == last ? Keep(name, last.Value, StaleLifetime) : newest.Value;
            }
        }
    }

    private Task<string?> Read(string name, CachedSecret? last)
    {
        if (!readings.TryGetValue(name, out var reading))
        {
            // Elsewhere, for nothing of the source may run under the lock; and to its end, for others may wait for it too.
            reading = Task.Run(() => ReadAsync(name, last?.Value), CancellationToken.None);
            readings.Add(name, reading);
        }

        return reading;
    }

    private async Task<string?> ReadAsync(string name, string? last)
    {
        try
        {
            var value = await source.GetAsync(name, CancellationToken.None);
            return Keep(name, value, value is null ? AbsentLifetime : LongestLifetime);
        }
        catch (GatewayException) when (last is not null)
        {
            return Keep(name, last, StaleLifetime);
        }
        finally
        {
            lock (gate)
            {
                readings.Remove(name);
            }
        }
    }

    private string? Keep(string name, string? value, TimeSpan longest)
    {
        lock (gate)
        {
            if (secrets.Count >= Capacity && !secrets.ContainsKey(name))
            {
                secrets.Remove(secrets.MinBy(secret => secret.Value.Expires).Key);
            }

            var now = timeProvider.GetUtcNow();
            secrets[name] = new CachedSecret(value, now, now + (longest * (1 - (Spread * random.NextDouble()))));
            return value;
        }
    }

    /// <summary>What the source said last; a null value means that it has no such secret.</summary>
    private sealed record CachedSecret(string? Value, DateTimeOffset Read, DateTimeOffset Expires);
}
