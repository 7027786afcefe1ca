namespace CodexFuncGateway.Ledger;

/// <summary>How a call ended. Every call ends in exactly one of these other than <see cref="Open"/>.</summary>
public enum LedgerOutcome
{
    /// <summary>Not ended yet, or its process died; the timer settles those at what was reserved.</summary>
    Open,

    /// <summary>The reply came whole.</summary>
    Completed,

    /// <summary>The reply stopped at a limit or a filter; what it held was delivered.</summary>
    Incomplete,

    /// <summary>The upstream, or the gateway, broke off after the call had begun.</summary>
    Failed,

    /// <summary>The upstream never ran the call: it refused it or could not be reached.</summary>
    Rejected,

    /// <summary>The client left before the end.</summary>
    Cancelled,
}
