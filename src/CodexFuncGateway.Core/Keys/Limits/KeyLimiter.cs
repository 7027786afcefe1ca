using System.Collections.Concurrent;

namespace CodexFuncGateway.Keys.Limits;

/// <summary>Holds calls to the limits of their keys. A key without limits costs nothing.</summary>
internal sealed class KeyLimiter(KeyUseStore store, TimeProvider timeProvider)
{
    private const int ManyMeters = 10_000;

    private readonly ConcurrentDictionary<string, KeyMeter> meters = new(StringComparer.Ordinal);

    /// <exception cref="Errors.GatewayException">A limit is reached, or the store does not answer.</exception>
    public async ValueTask<CallPermit> EnterAsync(VirtualKey key, CancellationToken cancellationToken)
    {
        if (key.Limits.AreNone)
        {
            return new CallPermit(key, meter: null);
        }

        var meter = meters.TryGetValue(key.Id, out var known) ? known : Add(key.Id);
        await meter.TakeAsync(Demand.Call, key.Limits, cancellationToken);
        return new CallPermit(key, meter);
    }

    private KeyMeter Add(string keyId)
    {
        if (meters.Count >= ManyMeters)
        {
            foreach (var (id, _) in meters.Where(meter => meter.Value.IsIdle))
            {
                meters.TryRemove(id, out _);
            }
        }

        return meters.GetOrAdd(keyId, id => new KeyMeter(id, store, timeProvider));
    }
}
