namespace CodexFuncGateway.Simulators;

/// <summary>A reply as the frames of its stream, and the headers that the service sends with it.</summary>
public sealed record SimulatedReply(IReadOnlyList<string> Frames)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
