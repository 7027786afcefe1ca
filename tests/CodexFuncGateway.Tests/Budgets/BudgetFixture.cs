using CodexFuncGateway.Budgets;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>Gateways that share a store and a budget of one dollar a day, without their HTTP.</summary>
internal sealed class BudgetFixture(ManualTimeProvider time, TestTableStore store)
{
    public const long Limit = 1_000_000_000;

    private static readonly InstanceOptions Instances = new();

    private readonly BudgetBook book = new(
        store,
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Budgets:all:Scope"] = "everything", ["Budgets:all:Period"] = "day", ["Budgets:all:LimitUsd"] = "1",
        }).Build(),
        time,
        NullLogger<BudgetBook>.Instance);

    public BudgetFixture()
        : this(new ManualTimeProvider(), new TestTableStore())
    {
    }

    public ManualTimeProvider Time => time;

    public TestTableStore Store => store;

    public BudgetOptions Options { get; init; } = new();

    public async Task<Budget> BudgetAsync() => (await book.ReadStoreAsync(default)).Single();

    public BudgetAlerts Alerts => NewAlerts(new HttpMessageInvoker(new SocketsHttpHandler()), null);

    public BudgetAlerts NewAlerts(HttpMessageInvoker client, string? address)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:BudgetWebhookUrl"] = address }).Build();
        return new BudgetAlerts(store, new BudgetWebhook(configuration, client, time, NullLogger<BudgetWebhook>.Instance), time, NullLogger<BudgetAlerts>.Instance);
    }

    public (InstanceLease Lease, BudgetAccounts Accounts) NewInstance(BudgetAlerts? alerts = null)
    {
        var lease = new InstanceLease(store, Instances, time, Guid.NewGuid, NullLogger<InstanceLease>.Instance);
        return (lease, new BudgetAccounts(store, lease, Options, alerts ?? Alerts, time, NullLogger<BudgetAccounts>.Instance));
    }

    /// <summary>An account whose lease is renewed only when the test or an exchange does so.</summary>
    public async Task<(InstanceLease Lease, BudgetAccount Account)> NewAccountAsync()
    {
        var lease = new InstanceLease(store, Instances, time, Guid.NewGuid, NullLogger<InstanceLease>.Instance);
        var budget = await BudgetAsync();
        var period = budget.PeriodOf(time.GetUtcNow());
        var exchange = new AllowanceExchange(new Allowance(), new BudgetPool(store, PoolRow.Partition(budget, period)), lease, Options, time);
        return (lease, new BudgetAccount(budget, period, exchange, Options, Alerts));
    }

    public Task ReconcileAsync() => new BudgetReconciler(
        store, book, new InstanceDirectory(store, Instances, time), new LedgerTotals(new LedgerDays(store), new LedgerReader(store)), Alerts, time).RunAsync(default);

    public async Task<PoolSums> SumsAsync() => await new BudgetPool(store, await PartitionAsync()).ReadSumsAsync(default);

    public async Task<PoolState> ShareOfAsync(InstanceLease lease) => await new BudgetPool(store, await PartitionAsync()).ReadAsync(lease.Id, default);

    /// <summary>What the ledger has of a call. It tries until it is written, as the real one does.</summary>
    public async Task RecordAsync(LedgerEntry entry)
    {
        await UntilWrittenAsync(() => new LedgerDays(store).AddAsync(entry.KeyId, entry.StartedAt, default));
        await UntilWrittenAsync(() => store.UpsertAsync(LedgerKey.Table(entry.StartedAt), LedgerRow.Map(entry), default));
    }

    private static async Task UntilWrittenAsync(Func<Task> write)
    {
        while (true)
        {
            try
            {
                await write();
                return;
            }
            catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.Unavailable)
            {
            }
        }
    }

    private async Task<string> PartitionAsync()
    {
        var budget = await BudgetAsync();
        return PoolRow.Partition(budget, budget.PeriodOf(time.GetUtcNow()));
    }
}
