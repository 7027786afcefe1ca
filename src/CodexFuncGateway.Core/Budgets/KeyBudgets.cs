using System.Globalization;
using CodexFuncGateway.Keys;

namespace CodexFuncGateway.Budgets;

/// <summary>
/// What keys' definitions say that they may spend, as budgets among the others. A new key's is written before the key is, so that whoever knows the key
/// finds its budget.
/// </summary>
internal sealed class KeyBudgets(BudgetBook book, Func<Guid> newGuid, TimeProvider timeProvider)
{
    /// <summary>Of a key that nobody has used yet: its first call counts.</summary>
    public Task AddAsync(VirtualKey key, CancellationToken cancellationToken) => KeepAsync(key, timeProvider.GetUtcNow(), cancellationToken);

    public Task ChangeAsync(VirtualKey key, CancellationToken cancellationToken) => KeepAsync(key, timeProvider.GetUtcNow() + BudgetBook.Lifetime, cancellationToken);

    /// <summary>Takes the budget of a key away that has none any more, or is gone itself.</summary>
    public async Task RemoveAsync(string keyId, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(keyId, cancellationToken) is { IsOfKey: true })
        {
            await book.DeleteAsync(keyId, cancellationToken);
        }
    }

    private async Task KeepAsync(VirtualKey key, DateTimeOffset effectiveFrom, CancellationToken cancellationToken)
    {
        if (key.Budget is not { } budget)
        {
            await RemoveAsync(key.Id, cancellationToken);
            return;
        }

        var (wanted, _) = BudgetRules.Read(key.Id, "key", key.Id, budget.Period, budget.AmountUsd.ToString(CultureInfo.InvariantCulture));
        var known = await book.FindAsync(key.Id, cancellationToken);
        await book.WriteAsync(wanted!.InPlaceOf(known, $"{newGuid():N}", effectiveFrom), cancellationToken);
    }
}
