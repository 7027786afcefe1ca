namespace CodexFuncGateway.Ledger;

/// <summary>A day that rows were written to after it was over.</summary>
/// <param name="Day">Its beginning, in UTC.</param>
/// <param name="ETag">The version of the note, so that a row that comes meanwhile is not forgotten with it.</param>
internal sealed record LateDay(DateTimeOffset Day, string ETag);
