using System.Collections.Concurrent;
using CodexFuncGateway.Storage;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// Writes down when half, four fifths and all of a budget is spent, once per period whoever notices, and has it told. All is spent when a call was
/// refused, too: the last cents are seldom enough for one. Never in the way of a call.
/// </summary>
internal sealed partial class BudgetAlerts(ITableStore store, BudgetWebhook webhook, TimeProvider timeProvider, ILogger<BudgetAlerts> logger)
{
    private static readonly int[] Thresholds = [50, 80, 100];

    /// <summary>How long an alert that could not be told is still news.</summary>
    private static readonly TimeSpan Newsworthy = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<(string Partition, int Percent), bool> noted = new();

    public void Note(Budget budget, PeriodSpan period, long spentNanoUsd)
    {
        foreach (var percent in Thresholds)
        {
            if (spentNanoUsd >= budget.LimitNanoUsd * (decimal)percent / 100)
            {
                Note(new BudgetAlert(budget, period, percent, spentNanoUsd, timeProvider.GetUtcNow()));
            }
        }
    }

    /// <summary>A call was refused because hardly anything is left.</summary>
    public void NoteSpent(Budget budget, PeriodSpan period, long spentNanoUsd)
    {
        Note(budget, period, spentNanoUsd);
        Note(new BudgetAlert(budget, period, Thresholds[^1], spentNanoUsd, timeProvider.GetUtcNow()));
    }

    /// <summary>Tells what could not be told when it happened.</summary>
    public async Task TellPendingAsync(IReadOnlyList<Budget> budgets, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        foreach (var budget in webhook.IsSet ? budgets : [])
        {
            var rows = PoolRow.Shares(budget, budget.PeriodOf(now - Newsworthy), budget.PeriodOf(now));
            await foreach (var row in store.ReadAllAsync(PoolRow.Table, rows, cancellationToken))
            {
                if (AlertRow.IsAlert(row) && !AlertRow.IsTold(row) && AlertRow.Read(row, budget) is var alert && now - alert.At is var age && age > webhook.Persistence && age < Newsworthy)
                {
                    await TellAsync(alert, row.ETag!);
                }
            }
        }
    }

    private void Note(BudgetAlert alert)
    {
        if (noted.TryAdd(Key(alert), true))
        {
            _ = Task.Run(() => RecordAsync(alert));
        }
    }

    private async Task RecordAsync(BudgetAlert alert)
    {
        try
        {
            var tag = await store.InsertAsync(PoolRow.Table, AlertRow.Map(alert, toldAt: null), CancellationToken.None);
            Log.Reached(logger, alert.Budget.Id, alert.Percent);
            await TellAsync(alert, tag);
        }
        catch (TableStoreException exception) when (exception.Failure == TableStoreFailure.AlreadyExists)
        {
            // Another instance was first, or this one before it began anew.
        }
#pragma warning disable CA1031 // In the background: the next look at the pool notes it again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            noted.TryRemove(Key(alert), out _);
            Log.NotRecorded(logger, alert.Budget.Id, alert.Percent, exception.GetType().Name);
        }
    }

    private async Task TellAsync(BudgetAlert alert, string tag)
    {
        if (webhook.IsSet && await webhook.TellAsync(alert))
        {
            await store.UpdateAsync(PoolRow.Table, AlertRow.Map(alert, timeProvider.GetUtcNow()), tag, CancellationToken.None);
        }
    }

    private static (string Partition, int Percent) Key(BudgetAlert alert) => (PoolRow.Partition(alert.Budget, alert.Period), alert.Percent);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Budget {Budget} has reached {Percent} % of its limit.")]
        public static partial void Reached(ILogger logger, string budget, int percent);

        [LoggerMessage(Level = LogLevel.Warning, Message = "That budget {Budget} reached {Percent} % was not recorded: {ExceptionType}.")]
        public static partial void NotRecorded(ILogger logger, string budget, int percent, string exceptionType);
    }
}
