using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys.Limits;

/// <summary>
/// Where one key stands in this process: its shares of the minute, the calls that run, and those that wait for more. No store and no lock;
/// <see cref="KeyMeter"/> has both.
/// </summary>
internal sealed class KeyStanding(string instanceId, TimeProvider timeProvider)
{
    /// <summary>How long it is believed that no place is free.</summary>
    private static readonly TimeSpan FullTime = TimeSpan.FromSeconds(1);

    private readonly MinuteShare requests = new();
    private readonly MinuteShare tokens = new();
    private DateTimeOffset fullUntil;
    private long minute;
    private long running;
    private long claimed;

    public KeyLimits Limits { get; set; } = KeyLimits.None;

    /// <summary>What all waiting calls want together.</summary>
    public Demand Waiting { get; set; }

    /// <summary>Whether nothing is lost when it is forgotten.</summary>
    public bool IsIdle => running == 0 && claimed == 0 && Waiting == default && !tokens.IsInDebt && minute < ClockMinute;

    /// <summary>Whether the shared row says less or more of this instance than is so.</summary>
    public bool HasToReturn => tokens.IsInDebt || claimed > running + Waiting.Streams;

    private long ClockMinute => timeProvider.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;

    /// <param name="isLiving">Whether others respect what this instance has claimed.</param>
    /// <param name="takenIn">The minute in which it was taken.</param>
    public bool TryTake(Demand demand, bool isLiving, out long takenIn)
    {
        Turn(ClockMinute);
        takenIn = minute;
        if (demand.Requests > Math.Max(0, requests.Left) || demand.Tokens > Math.Max(0, tokens.Left) || !(HasPlaceFor(demand) && (isLiving || Limits.ParallelStreams is null)))
        {
            return false;
        }

        requests.Take(demand.Requests);
        tokens.Take(demand.Tokens);
        running += demand.Streams;
        return true;
    }

    /// <summary>Says so where asking the others again would be of no use.</summary>
    /// <exception cref="GatewayException">A limit is reached.</exception>
    public void ThrowIfReached(Demand demand)
    {
        var untilNextMinute = new DateTimeOffset((minute + 1) * TimeSpan.TicksPerMinute, TimeSpan.Zero) - timeProvider.GetUtcNow();
        if (demand.Requests > requests.Left && requests.IsPoolEmpty)
        {
            throw LimitReached.Of(Limits.RequestsPerMinute, "requests a minute", untilNextMinute);
        }

        if (demand.Tokens > tokens.Left && tokens.IsPoolEmpty)
        {
            throw LimitReached.Of(Limits.TokensPerMinute, "tokens a minute", untilNextMinute);
        }

        if (!HasPlaceFor(demand) && timeProvider.GetUtcNow() < fullUntil)
        {
            throw LimitReached.Of(Limits.ParallelStreams, "calls at one time", LimitReached.WaitForPlace);
        }
    }

    /// <summary>A call has ended.</summary>
    /// <param name="reserved">The tokens that were taken for it, in <paramref name="reservedIn"/>; a share of an earlier minute is void.</param>
    /// <param name="used">The tokens that it consumed.</param>
    public void Release(long reserved, long reservedIn, long used)
    {
        Turn(ClockMinute);
        running--;
        fullUntil = default;
        if (Limits.TokensPerMinute is not null && (used > reserved || reservedIn == minute))
        {
            tokens.Take(used - reserved);
        }
    }

    /// <summary>What to write into the shared row, given what it holds.</summary>
    public KeyPlan Plan(KeyUse stored)
    {
        var use = stored.At(Math.Max(minute, ClockMinute), Limits);
        var forRequests = Ask(requests, Waiting.Requests, Limits.RequestsPerMinute, use.Requests);
        var forTokens = Ask(tokens, Waiting.Tokens, Limits.TokensPerMinute, use.Tokens);
        var wanted = Limits.ParallelStreams is null ? 0 : running + Waiting.Streams;
        var streams = Math.Min(wanted, Math.Max(running, (Limits.ParallelStreams ?? 0) - use.StreamsElsewhere(instanceId)));
        use = use with { Requests = use.Requests + forRequests.Debt + forRequests.Grant, Tokens = use.Tokens + forTokens.Debt + forTokens.Grant };
        return new KeyPlan(use.WithStreams(instanceId, streams), forRequests, forTokens, streams)
        {
            IsShortOfStreams = streams < wanted,
            AreRequestsUsedUp = use.Requests >= Limits.RequestsPerMinute,
            AreTokensUsedUp = use.Tokens >= Limits.TokensPerMinute,
        };
    }

    /// <summary>The plan was written.</summary>
    public void Apply(KeyPlan written)
    {
        // Clocks differ: the latest minute that anybody has seen is the current one.
        Turn(written.Use.Minute);
        requests.Pay(written.Requests.Debt);
        tokens.Pay(written.Tokens.Debt);
        claimed = written.Streams;
        fullUntil = written.IsShortOfStreams ? timeProvider.GetUtcNow() + FullTime : default;
        if (written.Use.Minute == minute)
        {
            requests.Receive(written.Requests.Grant, written.AreRequestsUsedUp);
            tokens.Receive(written.Tokens.Grant, written.AreTokensUsedUp);
        }
    }

    private bool HasPlaceFor(Demand demand) => demand.Streams == 0 || Limits.ParallelStreams is null || running < claimed;

    private void Turn(long current)
    {
        if (current > minute)
        {
            minute = current;
            requests.Turn();
            tokens.Turn();
        }
    }

    private static (long Debt, long Grant) Ask(MinuteShare share, long wanted, long? limit, long taken) =>
        limit is { } most ? share.Ask(wanted, Math.Max(0, most - taken)) : default;
}
