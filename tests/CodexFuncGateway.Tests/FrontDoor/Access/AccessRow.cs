namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>One endpoint, and the status that each of <see cref="AccessTable.Callers"/> gets there.</summary>
/// <param name="Path"><c>{id}</c> stands for the id of a key.</param>
/// <param name="Body">Null where there is none.</param>
internal sealed record AccessRow(string Method, string Path, string? Body, params int[] Statuses)
{
    public string Name => $"{Method} {Path}";
}
