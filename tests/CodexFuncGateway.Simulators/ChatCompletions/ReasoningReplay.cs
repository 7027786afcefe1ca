namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>What a host does with the reasoning of earlier turns.</summary>
public enum ReasoningReplay
{
    /// <summary>Refuses it as an unknown field.</summary>
    Refused,

    /// <summary>Takes it; what comes must be what was said.</summary>
    Tolerated,

    /// <summary>Answers without it too, but the model loses its thread: a violation of the session.</summary>
    Expected,

    /// <summary>Refuses a turn that lacks it.</summary>
    Required,
}
