using CodexFuncGateway.Errors;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Budgets;

/// <summary>One call's asking for money: in all of its budgets or in none, waiting where others may give some back, and with a shorter answer rather than not at all.</summary>
internal sealed class MoneyRequest(IReadOnlyList<BudgetAccount> accounts, CallBound bound, DateTimeOffset startedAt, BudgetOptions options, TimeProvider timeProvider)
{
    private readonly long begun = timeProvider.GetTimestamp();
    private readonly long floor = bound.At(options.OutputFloor);
    private long least = bound.At(Math.Max(options.ComfortableOutput, options.OutputFloor));

    /// <summary>Sets an amount aside in every budget.</summary>
    public static bool TryReserve(IReadOnlyList<BudgetAccount> accounts, long amount, DateTimeOffset startedAt)
    {
        for (var i = 0; i < accounts.Count; i++)
        {
            if (!accounts[i].TryReserve(amount, startedAt))
            {
                while (--i >= 0)
                {
                    accounts[i].Allowance.Undo(amount);
                }

                return false;
            }
        }

        return true;
    }

    /// <returns>What was set aside.</returns>
    /// <exception cref="GatewayException">There is not enough, or the store does not tell.</exception>
    public async Task<long> ReserveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var views = await Task.WhenAll(accounts.Select(DrawAsync)).WaitAsync(cancellationToken);
            var available = Math.Min(bound.NanoUsd, accounts.Min(account => account.Allowance.Free));
            if (available >= least && TryReserve(accounts, available, startedAt))
            {
                return available;
            }

            if (Lacks(views) && !MakesDo(views))
            {
                ThrowIfHopeless(views);
                await WaitAsync(cancellationToken);
            }
        }
    }

    private async Task<PoolView?> DrawAsync(BudgetAccount account)
    {
        try
        {
            return floor > account.Budget.LimitNanoUsd ? new PoolView(Undrawn: 0, account.Budget.LimitNanoUsd, MayComeBack: false) : await account.DrawAsync(bound.NanoUsd, least);
        }
        catch (Exception exception) when (exception is TableStoreException or TimeoutException or OperationCanceledException)
        {
            throw BudgetRefusal.Unreachable();
        }
    }

    /// <summary>Whether a pool had not enough; otherwise another call was faster, and it is worth asking again at once.</summary>
    private bool Lacks(PoolView?[] views) => accounts.Zip(views).Any(pair => pair.Second is not null && pair.First.Allowance.Free < least);

    /// <summary>Whether it is time to be content with a short answer, and was not before.</summary>
    private bool MakesDo(PoolView?[] views)
    {
        var isTime = least > floor && (Waited >= options.Patience || views.Any(view => view is { MayComeBack: false }));
        least = isTime ? floor : least;
        return isTime;
    }

    private void ThrowIfHopeless(PoolView?[] views)
    {
        foreach (var (account, view) in accounts.Zip(views))
        {
            if (view is null || account.Allowance.Free >= least)
            {
                continue;
            }

            if (!view.MayComeBack || (Waited >= options.Patience && account.IsNearlySpent(view)))
            {
                account.NoteRefusal(view);
                throw BudgetRefusal.Spent(account.Budget, account.Period);
            }

            if (Waited >= options.LongestWait)
            {
                throw BudgetRefusal.SetAside(account.Budget);
            }
        }
    }

    private TimeSpan Waited => timeProvider.GetElapsedTime(begun);

    /// <summary>Until a call of this process ends, or for a moment: others give back too.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var moment = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([Task.Delay(options.LookAgain * (0.5 + Random.Shared.NextDouble()), timeProvider, moment.Token), .. accounts.Select(account => account.Allowance.Changed)]);
        await moment.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
