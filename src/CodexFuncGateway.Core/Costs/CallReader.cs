using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>
/// Single calls across keys, newest first. The ledger keeps a partition for each key and day, so a page merges those of a day, a few rows of each at a
/// time, and goes on with the day before.
/// </summary>
internal sealed class CallReader(ITableStore store, LedgerDays days)
{
    /// <summary>A filter that hardly anything passes ends a page early, rather than having one request read a month.</summary>
    public int MostRowsRead { get; init; } = 20_000;

    private const int FewestRowsAtATime = 10;

    public async Task<CallPage> ReadAsync(CallQuery query, CancellationToken cancellationToken)
    {
        var page = new PageInProgress(query, MostRowsRead);
        var newest = query.After is { } after && after.StartedAt < query.Until ? after.StartedAt.AddTicks(1) : query.Until;
        foreach (var part in Days.In(query.From, newest).Reverse())
        {
            await ReadDayAsync(part, query, page, cancellationToken);
            if (page.IsDone)
            {
                break;
            }
        }

        return page.End();
    }

    private async Task ReadDayAsync(DayPart part, CallQuery query, PageInProgress page, CancellationToken cancellationToken)
    {
        var keys = await KeysAsync(part.Day, query.Filter.Keys, cancellationToken);
        var opened = await OpenAsync(part, keys, query.PageSize, cancellationToken);
        try
        {
            var merged = new PriorityQueue<KeyCalls, CallPosition>(opened.Select(calls => (calls, calls.Position)));
            while (!page.IsDone && merged.TryPeek(out var calls, out _))
            {
                page.Add(calls.Next, calls.Position);
                if (await calls.MoveNextAsync())
                {
                    merged.DequeueEnqueue(calls, calls.Position);
                }
                else
                {
                    merged.Dequeue();
                }
            }
        }
        finally
        {
            foreach (var calls in opened)
            {
                await calls.DisposeAsync();
            }
        }
    }

    private async Task<List<string>> KeysAsync(DateTimeOffset day, IReadOnlySet<string>? wanted, CancellationToken cancellationToken)
    {
        if (wanted is not null)
        {
            return [.. wanted];
        }

        var keys = new List<string>();
        await foreach (var key in days.ReadKeysAsync(day, cancellationToken))
        {
            keys.Add(key);
        }

        return keys;
    }

    /// <summary>The calls of each key that has any, each with its first in hand.</summary>
    private async Task<IReadOnlyList<KeyCalls>> OpenAsync(DayPart part, List<string> keys, int pageSize, CancellationToken cancellationToken)
    {
        var rowsAtATime = Math.Clamp(2 * pageSize / Math.Max(1, keys.Count), FewestRowsAtATime, TableQuery.LargestPage);
        var opened = new KeyCalls?[keys.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = LedgerScan.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, keys.Count, parallel, async (i, _) =>
        {
            var range = LedgerKey.Day(keys[i], part.Day, part.From, part.Until) with { PageSize = rowsAtATime };
            var calls = new KeyCalls(store.ReadAllAsync(LedgerKey.Table(part.Day), range, cancellationToken).GetAsyncEnumerator(cancellationToken));
            opened[i] = await calls.MoveNextAsync() ? calls : null;
        });
        return [.. opened.OfType<KeyCalls>()];
    }
}
