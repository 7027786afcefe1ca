using CodexFuncGateway.Costs;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Ledger;

namespace CodexFuncGateway.Tests.Costs;

public sealed class CallReaderTests
{
    private readonly CostsUnderTest costs = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Calls_of_all_keys_are_told_newest_first_each_once_whatever_the_size_of_a_page(int pageSize)
    {
        var random = new Random(7);
        var expected = new List<LedgerEntry>();
        for (var i = 0; i < 60; i++)
        {
            // Many start at the same moment, some of them under the same key.
            var call = LedgerEntries.Settled(i, $"key{random.Next(4)}") with { StartedAt = CostsUnderTest.At("11-01T00:00").AddHours(random.Next(70)) };
            await costs.WriteAsync(call);
            expected.Add(call);
        }

        var (read, pages) = (new List<LedgerEntry>(), 0);
        for (var page = await ReadAsync(pageSize, null); ; page = await ReadAsync(pageSize, page.Next))
        {
            read.AddRange(page.Calls);
            pages++;
            if (page.Next is null)
            {
                break;
            }
        }

        Assert.Equal(expected.OrderByDescending(call => call.StartedAt).ThenBy(call => call.RequestId, StringComparer.Ordinal).Select(Name), read.Select(Name));
        Assert.True(pages >= 60 / pageSize);

        static string Name(LedgerEntry call) => $"{call.StartedAt:dd HH} {call.RequestId} {call.KeyId}";
    }

    [Fact]
    public async Task Calls_are_chosen_by_whose_they_are_how_they_ended_and_their_session()
    {
        var call = LedgerEntries.Settled(1) with { StartedAt = CostsUnderTest.At("11-03T10:00"), Team = "red", SessionId = "s1" };
        await costs.WriteAsync(call);
        await costs.WriteAsync(call with { RequestId = "2", Team = "blue" });
        await costs.WriteAsync(call with { RequestId = "3", SessionId = "s2" });
        await costs.WriteAsync(call with { RequestId = "4", Outcome = LedgerOutcome.Failed });
        await costs.WriteAsync(call with { RequestId = "5", KeyId = "another" });

        var query = Query with
        {
            Filter = CostFilter.None.And(CostGrouping.Team, "red").And(CostGrouping.Key, "key"),
            Outcomes = new HashSet<LedgerOutcome> { LedgerOutcome.Completed },
            Sessions = new HashSet<string> { "s1" },
        };

        Assert.Equal("request1", Assert.Single((await costs.Calls.ReadAsync(query, CancellationToken.None)).Calls).RequestId);
    }

    [Fact]
    public async Task A_filter_that_nothing_passes_ends_the_page_early_and_says_where_to_go_on()
    {
        for (var i = 0; i < 60; i++)
        {
            await costs.WriteAsync(LedgerEntries.Settled(i) with { StartedAt = CostsUnderTest.At("11-03T10:00").AddMinutes(i) });
        }

        var few = new CallReader(costs.Store, new LedgerDays(costs.Store)) { MostRowsRead = 50 };
        var query = Query with { Sessions = new HashSet<string> { "none" } };
        var first = await few.ReadAsync(query, CancellationToken.None);
        var second = await few.ReadAsync(query with { After = first.Next }, CancellationToken.None);

        Assert.Equal(CostsUnderTest.At("11-03T10:10"), first.Next?.StartedAt);
        Assert.Null(second.Next);
        Assert.Empty(first.Calls.Concat(second.Calls));
    }

    private static CallQuery Query => new(CostsUnderTest.At("11-01T00:00"), CostsUnderTest.At("11-05T00:00"), CostFilter.None);

    private Task<CallPage> ReadAsync(int pageSize, CallPosition? after) =>
        costs.Calls.ReadAsync(Query with { PageSize = pageSize, After = after }, CancellationToken.None);
}
