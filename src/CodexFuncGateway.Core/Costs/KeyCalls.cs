using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Costs;

/// <summary>The calls of one key on one day, newest first, with the next one in hand.</summary>
internal sealed class KeyCalls(IAsyncEnumerator<TableEntity> rows) : IAsyncDisposable
{
    public LedgerEntry Next { get; private set; } = null!;

    public CallPosition Position { get; private set; }

    /// <returns>False after the last.</returns>
    public async ValueTask<bool> MoveNextAsync()
    {
        if (!await rows.MoveNextAsync())
        {
            return false;
        }

        Next = LedgerRow.Read(rows.Current);
        Position = new CallPosition(Next.StartedAt, rows.Current.Key.Row, Next.KeyId);
        return true;
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
