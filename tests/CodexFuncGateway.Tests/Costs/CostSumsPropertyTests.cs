using CodexFuncGateway.Costs;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Costs;

/// <summary>
/// Random calls of eight days, settled at once, late, or never, rolled up at random moments and again: whatever is asked then, the answer is what the
/// ledger adds up to, to the nano-dollar.
/// </summary>
public sealed class CostSumsPropertyTests
{
    private static readonly DateTimeOffset First = new(2026, 10, 28, 0, 0, 0, TimeSpan.Zero);
    private static readonly CostGrouping[] Dimensions = [.. Enum.GetValues<CostGrouping>().Where(dimension => dimension != CostGrouping.Day)];
    private static readonly string[][] Tags = [[], [], ["blue"], ["blue", "green"], ["green"], ["", "blue"]];

    private readonly Dictionary<string, LedgerEntry> ledger = [];

    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Groups_and_totals_equal_a_plain_sum_over_the_ledger(int seed)
    {
        var random = new Random(seed);
        var costs = new CostsUnderTest(new ReadRanges(), new ManualTimeProvider(First));
        await LiveAsync(costs, random);
        for (var i = 0; i < 60; i++)
        {
            await AskAsync(costs, random);
        }
    }

    private async Task LiveAsync(CostsUnderTest costs, Random random)
    {
        for (var i = 0; i < 900; i++)
        {
            costs.Time.Advance(TimeSpan.FromSeconds(random.Next(1_500)));
            await WriteAsync(costs, Draw(random, i, costs.Time.GetUtcNow()));
            if (random.Next(6) == 0)
            {
                var open = ledger.Values.Where(entry => entry.Outcome == LedgerOutcome.Open).ToList();
                await (open.Count == 0 ? Task.CompletedTask : WriteAsync(costs, Settled(random, open[random.Next(open.Count)])));
            }

            if (random.Next(10) == 0)
            {
                await Task.WhenAll(Enumerable.Range(0, random.Next(1, 3)).Select(_ => costs.RollUpAsync()));
            }
        }

        await costs.RollUpAsync();
    }

    /// <summary>Every tenth call comes from a spool, days late; a fifth is still open, some for good.</summary>
    private static LedgerEntry Draw(Random random, int number, DateTimeOffset now)
    {
        var startedAt = random.Next(10) == 0 ? Max(First, now.AddHours(-random.Next(60))) : now;
        var entry = new LedgerEntry
        {
            RequestId = $"r{number}", KeyId = $"key|{random.Next(5)}", StartedAt = startedAt, Outcome = LedgerOutcome.Open, CostNanoUsd = 1_000_000_000,
            User = random.Next(3) == 0 ? null : $"user{random.Next(3)}", Team = random.Next(4) == 0 ? null : $"team/{random.Next(3)}", Tags = Tags[random.Next(Tags.Length)],
            ModelAsked = $"asked{random.Next(3)}", Provider = random.Next(9) == 0 ? null : $"provider{random.Next(2)}", ModelServed = $"model{random.Next(4)}",
        };
        return random.Next(5) == 0 ? entry : Settled(random, entry);
    }

    private static LedgerEntry Settled(Random random, LedgerEntry entry) => entry with
    {
        Outcome = (LedgerOutcome)random.Next(1, 6), CostNanoUsd = random.NextInt64(50_000_000_000), IsEstimate = random.Next(7) == 0,
        Usage = new TokenUsage
        {
            FreshInputTokens = random.Next(9_999), CacheReadTokens = random.Next(9_999), CacheWrite5mTokens = random.Next(99), CacheWrite1hTokens = random.Next(99),
            OutputTokens = random.Next(9_999), ReasoningTokens = random.Next(99), Searches = random.Next(3),
        },
    };

    private async Task WriteAsync(CostsUnderTest costs, LedgerEntry entry)
    {
        ledger[entry.RequestId] = entry;
        await costs.WriteAsync(entry);
    }

    private async Task AskAsync(CostsUnderTest costs, Random random)
    {
        var from = First.AddHours(random.Next(200));
        from = random.Next(2) == 0 ? new DateTimeOffset(from.Date, TimeSpan.Zero) : from;
        var until = random.Next(3) == 0 ? First.AddDays(30) : from.AddHours(random.Next(1, 90));
        var groupBy = Enum.GetValues<CostGrouping>().Where(_ => random.Next(3) == 0).ToArray();
        var filter = random.Next(2) == 0 ? CostFilter.None : DrawFilter(random);

        var report = await costs.Reporter.ReportAsync(new CostQuery(from, until, groupBy, filter), CancellationToken.None);

        var counted = ledger.Values
            .Where(entry => entry.Outcome != LedgerOutcome.Open && entry.StartedAt >= from && entry.StartedAt < until && filter.Matches(CostDimensions.Of(entry)))
            .ToList();
        Assert.Equal(Naive(counted), report.Total);
        var groups = counted.SelectMany(entry => Groups(entry, groupBy).Select(values => (Name(values), entry))).GroupBy(pair => pair.Item1, pair => pair.entry);
        Assert.Equal(groups.ToDictionary(group => group.Key, Naive), report.Groups.ToDictionary(group => Name(group.Values), group => group.Sums));
        Assert.True(report.GroupsOverlap || groupBy.Length == 0 || report.Groups.Sum(group => group.Sums.CostNanoUsd) == report.Total.CostNanoUsd);
    }

    private CostFilter DrawFilter(Random random)
    {
        var dimension = Dimensions[random.Next(Dimensions.Length)];
        var call = CostDimensions.Of(ledger.Values.ElementAt(random.Next(ledger.Count)));
        return CostFilter.None.And(dimension, call.Values(dimension)[0] ?? "");
    }

    private static IEnumerable<IEnumerable<string?>> Groups(LedgerEntry entry, IEnumerable<CostGrouping> groupBy) => groupBy.Aggregate(
        (IEnumerable<IEnumerable<string?>>)[[]],
        (groups, dimension) =>
            from values in groups
            from value in dimension == CostGrouping.Day ? (IEnumerable<string?>)[entry.StartedAt.ToString("yyyy-MM-dd")] : CostDimensions.Of(entry).Values(dimension).Distinct()
            select values.Append(value));

    private static string Name(IEnumerable<string?> values) => string.Join(" & ", values.Select(value => value ?? "(none)"));

    private static CostSums Naive(IEnumerable<LedgerEntry> entries)
    {
        var all = entries.ToList();
        return new CostSums
        {
            Requests = all.Count,
            FailedRequests = all.Count(entry => entry.Outcome is LedgerOutcome.Failed or LedgerOutcome.Rejected),
            EstimatedRequests = all.Count(entry => entry.IsEstimate),
            CostNanoUsd = all.Sum(entry => entry.CostNanoUsd),
            Usage = new TokenUsage
            {
                FreshInputTokens = all.Sum(entry => entry.Usage.FreshInputTokens), CacheReadTokens = all.Sum(entry => entry.Usage.CacheReadTokens),
                CacheWrite5mTokens = all.Sum(entry => entry.Usage.CacheWrite5mTokens), CacheWrite1hTokens = all.Sum(entry => entry.Usage.CacheWrite1hTokens),
                OutputTokens = all.Sum(entry => entry.Usage.OutputTokens), ReasoningTokens = all.Sum(entry => entry.Usage.ReasoningTokens),
                Searches = all.Sum(entry => entry.Usage.Searches),
            },
        };
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
