using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Tests.Storage.Embedded;

#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public sealed class OnDiskTableStoreTests : TableStoreContract
#pragma warning restore CA1001
{
    private readonly TemporaryDirectory directory = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        directory.Dispose();
    }

    protected override Task<ITableStore> CreateStoreAsync() =>
        Task.FromResult<ITableStore>(EmbeddedTableStore.OnDisk(directory.Path, TimeProvider.System));
}
