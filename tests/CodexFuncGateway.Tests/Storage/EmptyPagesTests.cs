using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;
using CodexFuncGateway.Tests.Ledger;

namespace CodexFuncGateway.Tests.Storage;

/// <summary>Table Storage may answer with a page that is empty and not the last one. The embedded store never does, so one is made to.</summary>
public sealed class EmptyPagesTests
{
    private readonly EmptyPages store = new(EmbeddedTableStore.InMemory(TimeProvider.System));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task An_empty_page_is_not_the_end(int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            await store.UpsertAsync("pages", new TableEntity(new TableKey("p", $"{row}")), CancellationToken.None);
        }

        var first = await store.QueryAsync("pages", TableQuery.Rows("p"), CancellationToken.None);
        var all = await store.ReadAllAsync("pages", TableQuery.Rows("p") with { PageSize = 2 }, CancellationToken.None).ToListAsync();

        Assert.Empty(first.Entities);
        Assert.NotNull(first.Continuation);
        Assert.Equal(rows, all.Count);
    }

    [Fact]
    public async Task The_ledger_is_read_past_them()
    {
        await store.UpsertAsync("usage202611", LedgerRow.Map(LedgerEntries.Settled(1)), CancellationToken.None);

        var read = await new LedgerReader(store)
            .ReadNewestFirstAsync("key", LedgerEntries.Noon.AddDays(-1), LedgerEntries.Noon.AddDays(1), CancellationToken.None).ToListAsync();

        Assert.Single(read);
    }

    /// <summary>Before each page of the store comes one without rows.</summary>
    private sealed class EmptyPages(ITableStore inner) : ITableStore
    {
        private const string Mark = "empty before ";

        public Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken) => inner.GetAsync(table, key, cancellationToken);

        public Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken) =>
            inner.SubmitAsync(table, writes, cancellationToken);

        public async Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
        {
            if (query.Continuation is not { } continuation || !continuation.StartsWith(Mark, StringComparison.Ordinal))
            {
                return new TablePage([], Mark + query.Continuation);
            }

            var next = continuation[Mark.Length..];
            return await inner.QueryAsync(table, query with { Continuation = next.Length > 0 ? next : null }, cancellationToken);
        }
    }
}
