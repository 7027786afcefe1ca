using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Bench.Costs;

/// <summary>A ledger of thirty days, the last of them not over: 200 keys of 12 teams, 15 models, the same calls in every run.</summary>
internal sealed class LedgerFill(ITableStore store, DateTimeOffset now)
{
    public const int Days = 30;
    public const int Keys = 200;
    public const int Teams = 12;
    public const int Models = 15;

    private readonly Random random = new(30_200_12);
    private readonly LedgerDays days = new(store);

    /// <summary>The start of the first day.</summary>
    public DateTimeOffset From { get; } = new DateTimeOffset(now.Date, TimeSpan.Zero).AddDays(1 - Days);

    public async Task RunAsync(int rows, CancellationToken cancellationToken)
    {
        var length = (now - From).Ticks;
        var starts = Enumerable.Range(0, rows).Select(_ => random.NextInt64(length)).Order();
        foreach (var day in starts.GroupBy(start => start / TimeSpan.TicksPerDay))
        {
            var calls = day.Select(start => Draw(From.AddTicks(start))).GroupBy(call => call.KeyId);
            foreach (var ofKey in calls)
            {
                await WriteAsync([.. ofKey], cancellationToken);
            }
        }
    }

    private async Task WriteAsync(LedgerEntry[] calls, CancellationToken cancellationToken)
    {
        await days.AddAsync(calls[0].KeyId, calls[0].StartedAt, cancellationToken);
        foreach (var batch in calls.Chunk(TableRules.LargestBatch))
        {
            await store.SubmitAsync(
                LedgerKey.Table(batch[0].StartedAt), [.. batch.Select(call => new TableWrite.Upsert(LedgerRow.Map(call)))], cancellationToken);
        }
    }

    private LedgerEntry Draw(DateTimeOffset startedAt)
    {
        var (key, model) = (random.Next(Keys), random.Next(Models));
        return new LedgerEntry
        {
            RequestId = $"req_{random.NextInt64():x16}", KeyId = $"key{key:D3}", User = $"user{key:D3}", Team = $"team{key % Teams:D2}", Tags = key % 4 == 0 ? [] : [$"project={key % 20}"],
            ModelAsked = $"provider{model % 5}/model{model:D2}", Provider = $"provider{model % 5}", ModelServed = $"model{model:D2}", Dialect = "chat-completions",
            Usage = new TokenUsage { FreshInputTokens = random.Next(5_000), CacheReadTokens = random.Next(90_000), OutputTokens = random.Next(4_000), ReasoningTokens = random.Next(400) },
            CostNanoUsd = random.NextInt64(500_000_000), PriceVersion = "2026-08-01/bench", Outcome = LedgerOutcome.Completed, Status = 200, FirstTokenMs = random.Next(3_000), DurationMs = random.Next(60_000),
            SessionId = $"session{key:D3}-{startedAt.Hour}", InstanceId = "bench", StartedAt = startedAt,
        };
    }
}
