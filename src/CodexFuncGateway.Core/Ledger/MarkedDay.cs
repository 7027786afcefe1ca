namespace CodexFuncGateway.Ledger;

/// <summary>A day whose calls may still change, since when, and the version of that word.</summary>
internal sealed record MarkedDay(DateTimeOffset Day, DateTimeOffset Since, string ETag);
