namespace CodexFuncGateway.Costs;

/// <summary>A call's place among those of all keys, newest first: its row in the ledger, then its key where two calls share that.</summary>
internal readonly record struct CallPosition(DateTimeOffset StartedAt, string Row, string KeyId) : IComparable<CallPosition>
{
    public int CompareTo(CallPosition other)
    {
        var byRow = string.CompareOrdinal(Row, other.Row);
        return byRow != 0 ? byRow : string.CompareOrdinal(KeyId, other.KeyId);
    }

    public static bool operator <(CallPosition left, CallPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(CallPosition left, CallPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(CallPosition left, CallPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(CallPosition left, CallPosition right) => left.CompareTo(right) >= 0;
}
