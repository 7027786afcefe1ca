namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>What an upstream answers, in pieces of this many bytes, and whether its connection breaks at the end.</summary>
internal sealed record UpstreamAnswer(int Status, string ContentType, byte[] Body, int Piece, bool Breaks)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
