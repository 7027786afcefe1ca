using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Budgets;

/// <summary>The step Reserve: sets aside the most that a call can cost, in every budget that counts it.</summary>
internal sealed class Reserver(BudgetBook book, BudgetAccounts accounts, BudgetOptions options, TimeProvider timeProvider)
{
    /// <param name="bound">The most the call can cost.</param>
    /// <param name="charge">On whose account it goes.</param>
    /// <param name="likelyInputTokens">What the prompt is likely to count.</param>
    /// <param name="startedAt">Decides the periods to which it belongs.</param>
    /// <param name="cancellationToken">Fires when the client is gone.</param>
    /// <exception cref="GatewayException">A budget has not enough left, or nobody can tell.</exception>
    public async ValueTask<Reservation> ReserveAsync(CallBound bound, Charge charge, long likelyInputTokens, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var budgets = (await book.ReadAsync(cancellationToken, charge.HasKeyBudget ? charge.KeyId : null)).Find(charge, startedAt);
        if (budgets.Count == 0)
        {
            return new Reservation(bound.NanoUsd, likelyInputTokens);
        }

        var paying = budgets.Select(budget => accounts.Get(budget, startedAt)).ToArray();
        var amount = MoneyRequest.TryReserve(paying, bound.NanoUsd, startedAt)
            ? bound.NanoUsd
            : await new MoneyRequest(paying, bound, startedAt, options, timeProvider).ReserveAsync(cancellationToken);
        return new Reservation(amount, likelyInputTokens)
        {
            OutputLimit = amount < bound.NanoUsd ? bound.OutputFor(amount) : null,
            Hold = new Hold(paying, amount),
        };
    }
}
