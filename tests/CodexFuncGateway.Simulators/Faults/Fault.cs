namespace CodexFuncGateway.Simulators.Faults;

/// <summary>What goes wrong, or slowly, with one request.</summary>
internal abstract record Fault
{
    /// <summary>Answer with an error in place of everything else.</summary>
    internal sealed record Refuse(Rejection Rejection) : Fault;

    /// <summary>Drop the connection once this many frames are out.</summary>
    internal sealed record Cut(int Frames) : Fault;

    /// <summary>Say nothing until the client leaves.</summary>
    internal sealed record Silence(SilentFrom From) : Fault;

    /// <summary>Speak other frames than the service would, and end properly.</summary>
    internal sealed record Rewrite(Func<IReadOnlyList<byte[]>, IEnumerable<byte[]>> Frames) : Fault;

    /// <summary>Let each frame wait for its turn.</summary>
    internal sealed record Pace(FrameGate Gate) : Fault;
}
