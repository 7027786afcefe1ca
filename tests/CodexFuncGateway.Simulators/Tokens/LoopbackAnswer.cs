namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>What a <see cref="LoopbackServer"/> answers.</summary>
public sealed record LoopbackAnswer(int Status, string Body, string ContentType = "application/json")
{
    /// <summary>Whether the answer does not end, and nothing more comes of it.</summary>
    public bool StaysOpen { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
