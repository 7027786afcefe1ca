using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Keys.Limits;

/// <summary>
/// What all instances together have taken of a key's limits: shares of the minute, and each instance's running streams. One row per key, changed only
/// at the version that was read, so that two instances never take the same share.
/// </summary>
internal sealed record KeyUse(long Minute, long Requests, long Tokens, IReadOnlyDictionary<string, long> Streams)
{
    public const string Table = "keylimits";

    private const string StreamsOf = "Streams_";

    public static TableKey KeyOf(string keyId) => new(TableKey.Escape(keyId), "use");

    /// <summary>As it is in this minute: requests of an earlier one are forgotten, and of its tokens as many as the limit gave back since.</summary>
    public KeyUse At(long minute, KeyLimits limits) => minute <= Minute ? this : this with
    {
        Minute = minute,
        Requests = 0,
        // A long step, such as from no row at all, must not overflow.
        Tokens = minute - Minute > 1_000_000 ? 0 : Math.Max(0, Tokens - ((limits.TokensPerMinute ?? Tokens) * (minute - Minute))),
    };

    public long StreamsElsewhere(string instanceId) => Streams.Where(claim => claim.Key != instanceId).Sum(claim => claim.Value);

    /// <summary>An instance that runs none leaves no trace.</summary>
    public KeyUse WithStreams(string instanceId, long running)
    {
        if (Streams.GetValueOrDefault(instanceId) == running)
        {
            return this;
        }

        var streams = new Dictionary<string, long>(Streams) { [instanceId] = running };
        return this with { Streams = running == 0 ? streams.Where(claim => claim.Value > 0).ToDictionary() : streams };
    }

    /// <summary>Without the claims of instances that are no more.</summary>
    public KeyUse OnlyOf(IReadOnlySet<string> living) =>
        Streams.Keys.All(living.Contains) ? this : this with { Streams = Streams.Where(claim => living.Contains(claim.Key)).ToDictionary() };

    public static KeyUse Read(TableEntity? row) => row is null ? new KeyUse(0, 0, 0, new Dictionary<string, long>()) : new KeyUse(
        row.GetInt64("Minute") ?? 0,
        row.GetInt64("Requests") ?? 0,
        row.GetInt64("Tokens") ?? 0,
        row.Properties.Where(property => property.Key.StartsWith(StreamsOf, StringComparison.Ordinal)).ToDictionary(property => property.Key[StreamsOf.Length..], property => (long)property.Value));

    public TableEntity Map(string keyId) => new(KeyOf(keyId), Streams
        .Select(claim => KeyValuePair.Create(StreamsOf + claim.Key, (object)claim.Value))
        .Concat([new("Minute", Minute), new("Requests", Requests), new("Tokens", Tokens)]));
}
