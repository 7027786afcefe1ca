using System.Collections.Concurrent;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Budgets;

/// <summary>The budgets from which this process spends. From the first one on, unused money is given back round by round, and all of it in the end.</summary>
internal sealed partial class BudgetAccounts : IAsyncDisposable
{
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string PoolId, string Period), BudgetAccount> accounts = new();
    private readonly Func<Budget, PeriodSpan, BudgetAccount> open;
    private readonly InstanceLease lease;
    private readonly BudgetOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<BudgetAccounts> logger;
    private readonly CancellationTokenSource ended = new();
    private readonly Lazy<Task> rounds;

    public BudgetAccounts(ITableStore store, InstanceLease lease, BudgetOptions options, BudgetAlerts alerts, TimeProvider timeProvider, ILogger<BudgetAccounts> logger)
    {
        (this.lease, this.options, this.timeProvider, this.logger) = (lease, options, timeProvider, logger);
        rounds = new Lazy<Task>(() => Task.Run(RunRoundsAsync));
        open = (budget, period) =>
        {
            var exchange = new AllowanceExchange(new Allowance(), new BudgetPool(store, PoolRow.Partition(budget, period)), lease, options, timeProvider);
            return new BudgetAccount(budget, period, exchange, options, alerts);
        };
    }

    /// <summary>The account from which a call is paid that started at a time.</summary>
    public BudgetAccount Get(Budget budget, DateTimeOffset startedAt)
    {
        var period = budget.PeriodOf(startedAt);
        var account = accounts.GetOrAdd((budget.PoolId, period.Key), (_, wanted) => open(wanted.budget, wanted.period), (budget, period));
        account.Budget = budget;
        lease.Keep();
        _ = rounds.Value;
        return account;
    }

    /// <summary>What calls of this process have cost that the budget's pool does not know of yet.</summary>
    public long Untold(Budget budget, PeriodSpan period) => accounts.TryGetValue((budget.PoolId, period.Key), out var account) ? account.Untold : 0;

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        if (rounds.IsValueCreated)
        {
            await rounds.Value;
        }

        await Task.WhenAll(accounts.Values.Select(account => TryAsync(account.CloseAsync)))
            .WaitAsync(ClosingTime, timeProvider).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var account in accounts.Values)
        {
            account.Dispose();
        }

        ended.Dispose();
    }

    private async Task RunRoundsAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(options.RoundInterval, timeProvider, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var (key, account) in accounts)
            {
                var now = timeProvider.GetUtcNow();
                await TryAsync(() => account.RoundAsync(now));
                if (account.IsClear && now > account.Period.End + options.IdleTime)
                {
                    accounts.TryRemove(key, out _);
                }
            }
        }
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // A background loop: what was not given back or told now will be in the next round, or by the timer once this process has ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.RoundFailed(logger, exception.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A budget's money was not brought up to date: {ExceptionType}.")]
        public static partial void RoundFailed(ILogger logger, string exceptionType);
    }
}
