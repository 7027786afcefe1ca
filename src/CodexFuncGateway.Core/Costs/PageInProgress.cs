using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Costs;

/// <summary>A page of calls in the making.</summary>
internal sealed class PageInProgress(CallQuery query, int mostRows)
{
    private readonly List<LedgerEntry> calls = [];
    private CallPosition? last;
    private int rows;

    public bool IsDone => calls.Count == query.PageSize || rows == mostRows;

    /// <summary>Takes the next call in order, if it is behind the last page and wanted.</summary>
    public void Add(LedgerEntry call, CallPosition position)
    {
        if (query.After is { } after && position <= after)
        {
            return;
        }

        rows++;
        last = position;
        if (query.Matches(call))
        {
            calls.Add(call);
        }
    }

    public CallPage End() => new(calls, IsDone ? last : null);
}
