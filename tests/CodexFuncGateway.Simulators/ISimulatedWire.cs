namespace CodexFuncGateway.Simulators;

/// <summary>A provider's wire as its real service enforces and speaks it. Instances remember what they said, so use one per simulator.</summary>
public interface ISimulatedWire
{
    WirePath Path { get; }

    /// <summary>What the real service would answer instead of a reply; null for a request that it accepts.</summary>
    Rejection? FindRejection(SimulatedRequest request);

    /// <summary>What the real service answers to a prompt that is longer than the model's context window.</summary>
    Rejection Overflow { get; }

    /// <summary>The tool outputs that stand after the model's last turn, as plain text and in order.</summary>
    IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request);

    /// <summary>The reply to an accepted request. Throws <see cref="ScriptViolationException"/> when the request makes the step impossible.</summary>
    SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step);
}
