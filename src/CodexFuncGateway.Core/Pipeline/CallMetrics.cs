using System.Diagnostics;
using System.Diagnostics.Metrics;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Telemetry;

namespace CodexFuncGateway.Pipeline;

/// <summary>
/// What is measured of calls: one measurement of each kind at a call's end, none on the way. Names, units and buckets are those of OpenTelemetry's conventions for
/// generative AI where they have some; <c>docs/telemetry.md</c> lists them all.
/// </summary>
internal sealed class CallMetrics
{
    private static readonly InstrumentAdvice<long> Tokens = new()
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    };

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    };

    private static readonly InstrumentAdvice<double> Milliseconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1],
    };

    private readonly Histogram<long> tokenUsage;
    private readonly Histogram<double> duration;
    private readonly Histogram<double> timeToFirstToken;
    private readonly Histogram<double> ownTime;
    private readonly Counter<double> cost;
    private readonly Counter<long> refusals;

    public CallMetrics(IMeterFactory meters, LedgerWriter ledger)
    {
        var meter = meters.Create(Steps.SourceName);
        tokenUsage = meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens that a call used.", tags: null, Tokens);
        duration = meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long a call took.", tags: null, Seconds);
        timeToFirstToken = meter.CreateHistogram("gateway.time_to_first_token", "s", "Until a call's first token came.", tags: null, Seconds);
        ownTime = meter.CreateHistogram("gateway.overhead", "s", "What the gateway itself added before it asked an upstream.", tags: null, Milliseconds);
        cost = meter.CreateCounter<double>("gateway.cost", "{USD}", "What calls cost.");
        refusals = meter.CreateCounter<long>("gateway.refusals", "{call}", "Calls that were refused before an upstream was asked.");
        meter.CreateObservableGauge("gateway.ledger.queued", () => ledger.Queued, "{entry}", "Ledger entries that wait for the store.");
    }

    public void Refused(string? step, string errorType)
    {
        if (refusals.Enabled)
        {
            refusals.Add(1, new(CallTags.Step, step), new(CallTags.ErrorType, errorType));
        }
    }

    /// <param name="tags">Who was asked for what.</param>
    /// <param name="overhead">How long the gateway worked before it asked an upstream; null where it never did.</param>
    /// <param name="errorType">What the call ended with; null where it ended well.</param>
    public void Settled(in TagList tags, LedgerEntry entry, TimeSpan? overhead, string? errorType)
    {
        Record(duration, entry.DurationMs / 1e3, errorType is null ? tags : [.. tags, new(CallTags.ErrorType, errorType)]);
        Record(timeToFirstToken, entry.FirstTokenMs / 1e3, tags);
        Record(ownTime, overhead?.TotalSeconds, tags);
        if (entry.CostNanoUsd > 0)
        {
            cost.Add(entry.CostNanoUsd / 1e9, entry.Team is null ? tags : [.. tags, new(CallTags.Team, entry.Team)]);
        }

        if (entry.Usage.TotalTokens > 0)
        {
            tokenUsage.Record(entry.Usage.InputTokens, [.. tags, new(CallTags.TokenType, "input")]);
            tokenUsage.Record(entry.Usage.OutputTokens, [.. tags, new(CallTags.TokenType, "output")]);
        }
    }

    private static void Record(Histogram<double> histogram, double? value, in TagList tags)
    {
        if (value is { } known)
        {
            histogram.Record(known, tags);
        }
    }
}
