using System.Threading.Channels;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What the gateway wrote down: the rows as they stand, and every settlement as it happened.</summary>
internal sealed class LedgerView
{
    private readonly TestTableStore store;
    private readonly LedgerWriter writer;
    private readonly LedgerReader reader;
    private readonly TimeProvider timeProvider;
    private readonly Channel<LedgerEntry> settled = Channel.CreateUnbounded<LedgerEntry>();

    public LedgerView(TestTableStore store, LedgerWriter writer, LedgerReader reader, TimeProvider timeProvider)
    {
        (this.store, this.writer, this.reader, this.timeProvider) = (store, writer, reader, timeProvider);
        store.BeforeWrite = NoteAsync;
    }

    /// <summary>Waits for the next settlement that nobody has waited for yet.</summary>
    public Task<LedgerEntry> SettledAsync() => settled.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>All rows, newest first.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> RowsAsync()
    {
        await writer.FlushAsync(CancellationToken.None);
        var now = timeProvider.GetUtcNow();
        var rows = new List<LedgerEntry>();
        await foreach (var row in reader.ReadNewestFirstAsync("dev", now.AddDays(-30), now.AddDays(1), CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The one row there is, once it is certain that it was settled once and no more.</summary>
    public async Task<LedgerEntry> OnlyRowAsync()
    {
        var row = Assert.Single(await RowsAsync());
        Assert.Single(Entries(store.Submitted.SelectMany(writes => writes)), entry => entry.Outcome != LedgerOutcome.Open);
        return row;
    }

    private Task NoteAsync(IReadOnlyList<TableWrite> writes)
    {
        foreach (var entry in Entries(writes).Where(entry => entry.Outcome != LedgerOutcome.Open))
        {
            settled.Writer.TryWrite(entry);
        }

        return Task.CompletedTask;
    }

    /// <summary>The rows of the ledger among what was written: those that tell how a call ended.</summary>
    private static IEnumerable<LedgerEntry> Entries(IEnumerable<TableWrite> writes) => writes
        .Select(write => write switch
        {
            TableWrite.Insert insert => insert.Entity,
            TableWrite.Upsert upsert => upsert.Entity,
            TableWrite.Update update => update.Entity,
            _ => null,
        })
        .OfType<TableEntity>()
        .Where(row => row.Properties.ContainsKey("Outcome"))
        .Select(LedgerRow.Read);
}
