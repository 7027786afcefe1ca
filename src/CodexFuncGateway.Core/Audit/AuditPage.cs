namespace CodexFuncGateway.Audit;

/// <summary>Some of the entries that were asked for; fewer than could be, even none, where few match.</summary>
/// <param name="Next">Where the next page starts; null after the last.</param>
internal sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, AuditCursor? Next);
