namespace CodexFuncGateway.Budgets;

/// <summary>One budget in one period as this process spends it: its allowance, and when to draw for it and when to give back.</summary>
internal sealed class BudgetAccount(
    Budget budget, PeriodSpan period, AllowanceExchange exchange, BudgetOptions options, BudgetAlerts alerts) : IDisposable
{
    private const int LastPart = 5;

    private int isDrawing;
    private long askedAtLastRound;
    private TimeSpan unused;
    private TimeSpan untold;

    /// <summary>As it is defined now.</summary>
    public Budget Budget { get; set; } = budget;

    public PeriodSpan Period => period;

    public Allowance Allowance => exchange.Allowance;

    /// <summary>What calls of this process have cost that the pool does not know of.</summary>
    public long Untold => exchange.Untold;

    /// <summary>Whether nothing is set aside, free or untold, so that it can be forgotten.</summary>
    public bool IsClear => Allowance is { Reserved: 0, Free: 0 } && exchange.Untold == 0;

    public bool TryReserve(long amount, DateTimeOffset startedAt)
    {
        if (!Allowance.TryReserve(amount, exchange.HeldTerm, startedAt))
        {
            return false;
        }

        if (Allowance.Free < exchange.LowWater && Interlocked.Exchange(ref isDrawing, 1) == 0)
        {
            _ = Task.Run(DrawAheadAsync);
        }

        return true;
    }

    /// <summary>Draws for a call that could not reserve.</summary>
    /// <returns>Null where another call of this process has drawn for it.</returns>
    public async Task<PoolView?> DrawAsync(long need, long least) => Note(await exchange.DrawAsync(Budget.LimitNanoUsd, need, least));

    /// <summary>Whether so little is left that a call may be refused though others hold some of it.</summary>
    public bool IsNearlySpent(PoolView view) => view.Left <= Budget.LimitNanoUsd / LastPart;

    /// <summary>Has it written down that a call was refused for want of money: the last cents of a budget are seldom enough for one.</summary>
    public void NoteRefusal(PoolView view)
    {
        if (IsNearlySpent(view))
        {
            alerts.NoteSpent(Budget, period, Budget.LimitNanoUsd - view.Left);
        }
    }

    /// <summary>Gives everything back and tells everything.</summary>
    public Task CloseAsync() => IsClear ? Task.CompletedTask : exchange.GiveBackAsync(Budget.LimitNanoUsd, keep: 0);

    /// <summary>Once in a while: gives back what is not used, at once where the pool runs low.</summary>
    public async Task RoundAsync(DateTimeOffset now)
    {
        if (Allowance.Free <= 0 && exchange.Untold == 0)
        {
            return;
        }

        var asked = Allowance.Asked;
        unused = asked == askedAtLastRound ? unused + options.RoundInterval : TimeSpan.Zero;
        untold = exchange.Untold != 0 ? untold + options.RoundInterval : TimeSpan.Zero;
        askedAtLastRound = asked;
        var undrawn = (await exchange.LookAsync(Budget.LimitNanoUsd)).Undrawn;
        if (undrawn < Budget.LimitNanoUsd / LastPart)
        {
            await GiveBackAsync(unused == TimeSpan.Zero && undrawn >= 0 ? Allowance.Largest : 0);
        }
        else if (unused >= options.IdleTime || now >= period.End)
        {
            await GiveBackAsync(0);
        }
        else if (untold >= options.TellingTime)
        {
            await GiveBackAsync(long.MaxValue);
        }
    }

    public void Dispose() => exchange.Dispose();

    private async Task GiveBackAsync(long keep)
    {
        untold = TimeSpan.Zero;
        Note(await exchange.GiveBackAsync(Budget.LimitNanoUsd, keep));
    }

    private async Task DrawAheadAsync()
    {
        try
        {
            await DrawAsync(Allowance.Free + Allowance.Largest, least: long.MaxValue);
        }
#pragma warning disable CA1031 // Nobody waits for it: a call that finds too little draws for itself, and tells its client why it could not.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        finally
        {
            Volatile.Write(ref isDrawing, 0);
        }
    }

    private PoolView? Note(PoolView? view)
    {
        if (view is not null)
        {
            alerts.Note(Budget, period, Budget.LimitNanoUsd - view.Left);
        }

        return view;
    }
}
