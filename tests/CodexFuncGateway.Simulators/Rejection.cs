namespace CodexFuncGateway.Simulators;

/// <summary>An answer that is not a reply: a status with the service's own error body.</summary>
public sealed record Rejection(int Status, string Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
