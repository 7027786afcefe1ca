using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.Tests.Storage.Embedded;

public sealed class InMemoryTableStoreTests : TableStoreContract
{
    protected override Task<ITableStore> CreateStoreAsync() => Task.FromResult<ITableStore>(EmbeddedTableStore.InMemory(TimeProvider.System));
}
