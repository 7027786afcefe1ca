namespace CodexFuncGateway.Bench.Abuse;

/// <summary>A request that is to cost its receiver more than its sender.</summary>
/// <param name="Name">What it is, in the results.</param>
/// <param name="Make">Makes the body as it is sent.</param>
internal sealed record Bomb(string Name, Func<byte[]> Make)
{
    /// <summary>What the body is encoded with, as the header says it.</summary>
    public string? Encodings { get; init; }

    public string Path { get; init; } = "/v1/responses";
}
