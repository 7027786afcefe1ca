namespace CodexFuncGateway.Keys;

/// <summary>Who is calling and on whose account. The secret itself is never kept, only its hash.</summary>
/// <param name="Id">Public name of the key, for ledger, logs and administration.</param>
public sealed record VirtualKey(string Id)
{
    public string? User { get; init; }

    public string? Team { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
