namespace CodexFuncGateway.Audit;

/// <summary>What came of an administrator's call.</summary>
internal enum AuditOutcome
{
    /// <summary>It was let in, and nothing more is known: the row before the change. Standing alone it means that the process ended in between.</summary>
    Begun,

    /// <summary>The change was made.</summary>
    Done,

    /// <summary>It was let in, but could not be done.</summary>
    Failed,

    /// <summary>It was not let in.</summary>
    Refused,
}
