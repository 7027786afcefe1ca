using System.Text;

namespace CodexFuncGateway.Simulators;

/// <summary>A reply as the frames of its stream, and the headers that the service sends with it.</summary>
public sealed record SimulatedReply(IReadOnlyList<byte[]> Frames)
{
    public SimulatedReply(IEnumerable<string> frames)
        : this([.. frames.Select(Encoding.UTF8.GetBytes)])
    {
    }

    public string ContentType { get; init; } = "text/event-stream; charset=utf-8";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The frames of a wire that speaks text.</summary>
    public IEnumerable<string> Texts => Frames.Select(Encoding.UTF8.GetString);
}
