using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Storage;

namespace CodexFuncGateway.Functions.Tests.Tables;

/// <summary>The contract of every store, kept by the adapter for Table Storage before Microsoft's emulator of it.</summary>
public sealed class AzuriteTests(Azurite azurite) : TableStoreContract, IClassFixture<Azurite>
{
    /// <summary>Half of the service's; "a little arbitrary", as its source says (3.35).</summary>
    protected override int LongestKey => 512;

    protected override Task<ITableStore> CreateStoreAsync() => Task.FromResult(TableStoreUnderTest.Open(azurite.ConnectionString));
}
