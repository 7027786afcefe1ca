namespace CodexFuncGateway.Http.Administration;

/// <summary>Who administers: a name for the audit log, and what they may do.</summary>
public sealed record Administrator(string Name, Rights Rights)
{
    /// <summary>What a person is called, where it is one.</summary>
    public string? DisplayName { get; init; }
}
