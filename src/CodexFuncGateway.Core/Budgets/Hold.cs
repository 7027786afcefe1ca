namespace CodexFuncGateway.Budgets;

/// <summary>Money that is set aside in each budget that counts a call. Ends once, however often it is told to.</summary>
internal sealed class Hold
{
    private readonly IReadOnlyList<BudgetAccount> accounts;
    private readonly long amount;
    private int isEnded;

    public Hold(IReadOnlyList<BudgetAccount> accounts, long amount) => (this.accounts, this.amount) = (accounts, amount);

    /// <summary>The call came to an end; what it did not cost can be spent on others at once.</summary>
    /// <param name="cost">In nano-USD.</param>
    /// <param name="charge">Which of its routes served it decides which of the budgets pay.</param>
    public void Settle(long cost, Charge charge) => End(account => account.Budget.Covers(charge) ? cost : 0);

    /// <summary>There was no call in the end.</summary>
    public void Release() => End(_ => 0);

    private void End(Func<BudgetAccount, long> costTo)
    {
        if (Interlocked.Exchange(ref isEnded, 1) != 0)
        {
            return;
        }

        foreach (var account in accounts)
        {
            account.Allowance.Settle(amount, costTo(account));
        }
    }
}
