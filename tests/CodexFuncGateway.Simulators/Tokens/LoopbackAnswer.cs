namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>What a <see cref="LoopbackServer"/> answers.</summary>
public sealed record LoopbackAnswer(int Status, string Body, string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
