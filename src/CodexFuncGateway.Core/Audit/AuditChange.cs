namespace CodexFuncGateway.Audit;

/// <summary>A field that was changed, its values as JSON; null where there was none.</summary>
internal sealed record AuditChange(string Field, string? Old, string? New);
