namespace CodexFuncGateway.Storage;

/// <summary>A part of a query's answer, and where the next one starts: null after the last.</summary>
public sealed record TablePage(IReadOnlyList<TableEntity> Entities, string? Continuation);
