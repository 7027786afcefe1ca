namespace CodexFuncGateway.Keys.Limits;

/// <summary>What this process may still take of a limit in the current minute without asking: its share of the pool that all instances take from.</summary>
internal sealed class MinuteShare
{
    /// <summary>A share is an eighth of what the pool has left, so that little lies idle elsewhere when the pool runs dry, and few writes take most of it.</summary>
    private const int Parts = 8;

    /// <summary>May be below zero: calls have used more than was set aside for them, and the pool does not know yet.</summary>
    public long Left { get; private set; }

    /// <summary>Whether the pool has nothing more to give in this minute.</summary>
    public bool IsPoolEmpty { get; private set; }

    public bool IsInDebt => Left < 0;

    /// <summary>A new minute: shares of the old one are void, debts are not.</summary>
    public void Turn()
    {
        Left = Math.Min(Left, 0);
        IsPoolEmpty = false;
    }

    public void Take(long amount) => Left -= amount;

    /// <summary>How much to take out of a pool that has so much left, for so much that is wanted.</summary>
    /// <returns>What pays for debts, even where the pool has nothing, and what comes on top.</returns>
    public (long Debt, long Grant) Ask(long wanted, long pool)
    {
        var debt = Math.Max(0, -Left);
        var rest = Math.Max(0, pool - debt);
        var missing = wanted - Math.Max(0, Left);
        return (debt, missing <= 0 ? 0 : Math.Min(rest, Math.Max(missing, rest / Parts)));
    }

    public void Pay(long debt) => Left += debt;

    public void Receive(long grant, bool isPoolEmpty) => (Left, IsPoolEmpty) = (Left + grant, isPoolEmpty);
}
