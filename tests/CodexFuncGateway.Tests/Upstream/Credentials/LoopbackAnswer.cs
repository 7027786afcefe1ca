namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>What a <see cref="LoopbackServer"/> answers.</summary>
internal sealed record LoopbackAnswer(int Status, string Body, string ContentType = "application/json")
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
