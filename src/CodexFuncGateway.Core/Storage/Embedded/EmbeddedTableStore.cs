using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Storage.Embedded;

/// <summary>
/// The store of a single process: tables in memory and, given a directory, a journal on disk from which they are rebuilt at start.
/// A write that has returned survives the end of the process, however it ends; it has been handed to the operating system but not forced
/// to the disk, so a power failure may lose the last seconds. Readers may see a write an instant before it has returned.
/// </summary>
public sealed class EmbeddedTableStore : ITableStore, IAsyncDisposable
{
    private readonly Dictionary<string, EmbeddedTable> tables = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();
    private readonly Journal? journal;
    private long version;

    private EmbeddedTableStore(string? directory, TimeProvider timeProvider)
    {
        if (directory is not null)
        {
            journal = new Journal(JournalFile.Open(directory, tables));
        }

        // Versions grow with time, so that one lost with a torn line is never given out again.
        var newest = tables.Values.Select(table => table.NewestVersion).DefaultIfEmpty().Max();
        version = Math.Max(newest, timeProvider.GetUtcNow().UtcTicks);
    }

    public static EmbeddedTableStore InMemory(TimeProvider timeProvider) => new(directory: null, timeProvider);

    /// <summary>Opens or creates the store in a directory, which it keeps from any other process until it is disposed.</summary>
    public static EmbeddedTableStore OnDisk(string directory, TimeProvider timeProvider) => new(directory, timeProvider);

    public Task<TableEntity?> GetAsync(string table, TableKey key, CancellationToken cancellationToken)
    {
        TableRules.Check(table, key);
        lock (gate)
        {
            return Task.FromResult(tables.GetValueOrDefault(table)?.Find(key));
        }
    }

    public Task<TablePage> QueryAsync(string table, TableQuery query, CancellationToken cancellationToken)
    {
        TableRules.Check(table, query);
        lock (gate)
        {
            return Task.FromResult(tables.GetValueOrDefault(table)?.Query(query) ?? new TablePage([], Continuation: null));
        }
    }

    public async Task<IReadOnlyList<string?>> SubmitAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellationToken)
    {
        TableRules.Check(table, writes);
        cancellationToken.ThrowIfCancellationRequested();

        IReadOnlyList<TableChange> changes;
        Task written;
        lock (gate)
        {
            journal?.ThrowIfFailed();
            changes = Apply(table, writes);
            written = journal?.AppendAsync(new JournalLine(table, changes)) ?? Task.CompletedTask;
        }

        await written;
        return [.. changes.Select(change => change.Entity?.ETag)];
    }

    public async ValueTask DisposeAsync()
    {
        if (journal is not null)
        {
            await journal.DisposeAsync();
        }
    }

    private TableChange[] Apply(string name, IReadOnlyList<TableWrite> writes)
    {
        var table = tables.GetValueOrDefault(name) ?? new EmbeddedTable();
        foreach (var write in writes)
        {
            table.Check(write);
        }

        var eTag = VersionTag.Format(++version);
        var changes = writes.Select(write => TableChange.Map(write, eTag)).ToArray();
        foreach (var change in changes)
        {
            table.Apply(change);
        }

        tables[name] = table;
        return changes;
    }
}
