namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>Tokens in disjoint buckets, except that <c>Reasoning</c> is part of <c>Output</c>; each wire reports them in its own sense.</summary>
public sealed record ScriptedUsage(long FreshInput, long CacheRead, long CacheWrite, long Output, long Reasoning)
{
    public static ScriptedUsage Small { get; } = new(100, 20, 0, 30, 10);

    /// <summary>Written to a cache that lives an hour, where a wire tells that from the rest.</summary>
    public long CacheWrite1h { get; init; }

    public long Input => FreshInput + CacheRead + CacheWrite + CacheWrite1h;
}
