using CodexFuncGateway.Errors;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// The budgets there are: those of the settings and those in the store, of which each process keeps a copy for a short while. While calls come,
/// the copy is renewed before it is too old, so that none of them waits for it.
/// </summary>
internal sealed partial class BudgetBook(ITableStore store, IConfiguration configuration, TimeProvider timeProvider, ILogger<BudgetBook> logger)
{
    /// <summary>After so long every instance goes by a change; calls count for a new budget from then on.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    /// <summary>How long a call waits for a store that does not answer, where an old copy is there to go on with.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<Budget> configured = ConfiguredBudgets.Read(configuration);
    private readonly Lock gate = new();
    private volatile Copy? copy;
    private Task<BudgetIndex?>? renewing;

    /// <param name="cancellationToken">Fires when nobody waits any more.</param>
    /// <param name="ofKey">A key with a budget of its own: a copy without that is too old.</param>
    /// <exception cref="GatewayException">Not all is known of budgets yet, and the store does not answer: then no money may be spent.</exception>
    public async ValueTask<BudgetIndex> ReadAsync(CancellationToken cancellationToken, string? ofKey = null)
    {
        var known = copy is { } current && (ofKey is null || current.Index.HoldsBudgetOf(ofKey)) ? current : null;
        var age = known is null ? TimeSpan.MaxValue : timeProvider.GetUtcNow() - known.At;
        if (known is null || age >= Lifetime)
        {
            return await WaitForRenewalAsync(known is null ? Timeout.InfiniteTimeSpan : Patience, cancellationToken) ?? known?.Index ?? throw BudgetRefusal.Unreachable();
        }

        if (age >= Renewal)
        {
            _ = RenewAsync();
        }

        return known.Index;
    }

    /// <summary>The definitions as they are in the store now.</summary>
    public async Task<IReadOnlyList<Budget>> ReadStoreAsync(CancellationToken cancellationToken)
    {
        var stored = await store.ReadAllAsync(BudgetRow.Table, TableQuery.Rows(BudgetRow.Partition), cancellationToken).Select(BudgetRow.Read).ToArrayAsync(cancellationToken);
        return [.. configured, .. stored.ExceptBy(configured.Select(budget => budget.Id), budget => budget.Id)];
    }

    /// <returns>The budget as it is in the store now; null where there is none of that id.</returns>
    public async Task<Budget?> FindAsync(string id, CancellationToken cancellationToken) =>
        configured.FirstOrDefault(budget => budget.Id == id)
        ?? (await store.GetAsync(BudgetRow.Table, BudgetRow.Key(id), cancellationToken) is { } row ? BudgetRow.Read(row) : null);

    public Task WriteAsync(Budget budget, CancellationToken cancellationToken) => store.UpsertAsync(BudgetRow.Table, BudgetRow.Map(budget), cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => store.DeleteAsync(BudgetRow.Table, BudgetRow.Key(id), eTag: null, cancellationToken);

    private async Task<BudgetIndex?> WaitForRenewalAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await RenewAsync().WaitAsync(patience, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>One reading at a time, for whoever waits for it.</summary>
    private Task<BudgetIndex?> RenewAsync()
    {
        lock (gate)
        {
            return renewing is { IsCompleted: false } ? renewing : renewing = ReadAnewAsync();
        }
    }

    /// <returns>Null where the store does not answer.</returns>
    private async Task<BudgetIndex?> ReadAnewAsync()
    {
        var now = timeProvider.GetUtcNow();
        try
        {
            var index = new BudgetIndex(await ReadStoreAsync(CancellationToken.None));
            copy = new Copy(index, now);
            return index;
        }
#pragma warning disable CA1031 // Whatever keeps the store from answering: what was known before goes on to hold.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotRead(logger, exception.GetType().Name);
            return null;
        }
    }

    private sealed record Copy(BudgetIndex Index, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The budgets could not be read: {ExceptionType}.")]
        public static partial void NotRead(ILogger logger, string exceptionType);
    }
}
