namespace CodexFuncGateway.Keys.Limits;

/// <summary>What a call wants of a key's limits at one time.</summary>
internal readonly record struct Demand(long Requests, long Tokens, long Streams)
{
    public static readonly Demand Call = new(1, 0, 1);

    public static Demand OfTokens(long tokens) => new(0, tokens, 0);

    /// <summary>Without what there is no limit for. Places are counted whether or not they are limited, for a limit may come while calls run.</summary>
    public Demand Within(KeyLimits limits) => this with { Requests = limits.RequestsPerMinute is null ? 0 : Requests, Tokens = limits.TokensPerMinute is null ? 0 : Tokens };

    public static Demand operator +(Demand left, Demand right) =>
        new(left.Requests + right.Requests, left.Tokens + right.Tokens, left.Streams + right.Streams);

    public static Demand operator -(Demand left, Demand right) =>
        new(left.Requests - right.Requests, left.Tokens - right.Tokens, left.Streams - right.Streams);
}
