using CodexFuncGateway.Audit;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Audit;

/// <summary>The log across months, page by page.</summary>
public sealed class AuditLogTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 15, 0, 0, 0, TimeSpan.Zero);

    private readonly AuditLog log = new(new TestTableStore());

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Pages_hold_every_call_once_and_the_newest_first(int most)
    {
        await FillAsync(60);

        var read = await ReadAllAsync(new AuditQuery(Start, Start.AddDays(90)) { Most = most });

        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(day => $"req_{day}"), read.Select(entry => entry.RequestId));
        Assert.All(read, entry => Assert.Equal(entry.RequestId.EndsWith('5') ? AuditOutcome.Begun : AuditOutcome.Done, entry.Outcome));
    }

    [Fact]
    public async Task A_range_ends_where_it_says()
    {
        await FillAsync(60);

        var read = await ReadAllAsync(new AuditQuery(Start.AddDays(10), Start.AddDays(20)) { Most = 4 });

        Assert.Equal(Enumerable.Range(10, 10).Reverse().Select(day => $"req_{day}"), read.Select(entry => entry.RequestId));
    }

    [Fact]
    public async Task It_can_be_asked_for_one_actor_and_one_resource()
    {
        await FillAsync(60);

        var read = await ReadAllAsync(new AuditQuery(Start, Start.AddDays(90)) { Most = 2, Actor = "ada@contoso.com", Resource = "keys" });

        Assert.Equal(30, read.Count);
        Assert.All(read, entry => Assert.Equal("keys", entry.Resource));
    }

    [Fact]
    public async Task A_cursor_from_beyond_the_range_reads_no_more_than_the_range()
    {
        await FillAsync(3);

        var read = await ReadAllAsync(new AuditQuery(Start, Start.AddDays(90)) { After = new AuditCursor(DateTimeOffset.MaxValue.AddMonths(-1), "1-req_x-0") });

        Assert.Equal(3, read.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("MjAyNjEx")]
    [InlineData("MjAyNjExfGEgb3IgMSBlcSAx")]
    public void A_cursor_that_is_none_is_refused(string text) => Assert.Null(AuditCursor.Read(text));

    private async Task FillAsync(int days)
    {
        for (var day = 0; day < days; day++)
        {
            var entry = new AuditEntry
            {
                RequestId = $"req_{day}", At = Start.AddDays(day), Actor = "entra-1", ActorName = "Ada@contoso.com", Action = "change",
                Resource = day % 2 == 0 ? "keys" : "budgets", Outcome = AuditOutcome.Begun,
            };
            await log.AddAsync(entry, CancellationToken.None);
            if (!entry.RequestId.EndsWith('5'))
            {
                await log.AddAsync(entry with { Outcome = AuditOutcome.Done, Status = 200 }, CancellationToken.None);
            }
        }
    }

    private async Task<List<AuditEntry>> ReadAllAsync(AuditQuery query)
    {
        var entries = new List<AuditEntry>();
        AuditPage page;
        do
        {
            page = await log.ReadAsync(query, CancellationToken.None);
            entries.AddRange(page.Entries);
            query = query with { After = page.Next is null ? null : AuditCursor.Read(page.Next.ToString()) };
        }
        while (page.Next is not null);

        return entries;
    }
}
