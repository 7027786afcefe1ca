using System.Collections.Concurrent;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Those of a provider's several keys that it has refused, or whose account is out of credit: each is left alone for a while.</summary>
/// <remarks>A key is known by its value, so that the one which replaces it is not held up.</remarks>
public sealed class RestingKeys(TimeProvider timeProvider)
{
    /// <summary>Long enough that a dead key costs a session's cache once and not at every call, short enough that one which was paid for is soon of use.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Provider, string Key), DateTimeOffset> ends = new();

    public void Add(string provider, string key)
    {
        foreach (var (rested, end) in ends)
        {
            if (end <= timeProvider.GetUtcNow())
            {
                ends.TryRemove(rested, out _);
            }
        }

        ends[(provider, key)] = timeProvider.GetUtcNow() + Rest;
    }

    public bool Contains(string provider, string key) => ends.TryGetValue((provider, key), out var end) && timeProvider.GetUtcNow() < end;
}
