namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>A request, and what its upstream answers.</summary>
internal sealed record FuzzCase(int Number, string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers, UpstreamAnswer Answer)
{
    public bool IsChat => Path.EndsWith("/chat/completions", StringComparison.Ordinal);
}
