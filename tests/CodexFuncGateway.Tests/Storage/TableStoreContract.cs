using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

/// <summary>What every <see cref="ITableStore"/> does, whatever is behind it. An adapter's tests derive from it and say how to make a store.</summary>
public abstract partial class TableStoreContract : IAsyncLifetime
{
    private ITableStore store = null!;

    /// <summary>A table of this test's own, so that stores that outlive a test serve as well.</summary>
    private string Table { get; } = $"contract{Guid.NewGuid():N}";

    public async Task InitializeAsync() => store = await CreateStoreAsync();

    public virtual Task DisposeAsync() => store is IAsyncDisposable disposable ? disposable.DisposeAsync().AsTask() : Task.CompletedTask;

    protected abstract Task<ITableStore> CreateStoreAsync();

    /// <summary>The longest key in characters that is stored; Table Storage's unless an emulator stops earlier.</summary>
    protected virtual int LongestKey => 1024;

    private static TableEntity Entity(string partition, string row, string value = "") =>
        new(new TableKey(partition, row)) { ["Value"] = value };

    private async Task<string?> ValueAsync(string partition, string row) =>
        (await store.GetAsync(Table, new TableKey(partition, row), CancellationToken.None))?.GetString("Value");

    private Task<string> InsertAsync(TableEntity entity) => store.InsertAsync(Table, entity, CancellationToken.None);

    private Task<IReadOnlyList<string?>> SubmitAsync(params TableWrite[] writes) => store.SubmitAsync(Table, writes, CancellationToken.None);

    private static async Task FailsAsync(TableStoreFailure expected, Func<Task> action) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<TableStoreException>(action)).Failure);
}
