namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>One reply of the model, told without any wire: what it thinks, searches, says and calls, and which tool outputs must have come before.</summary>
public sealed record ScriptedStep
{
    /// <summary>One fragment per tool output that the request must bring, in order; the request must bring exactly as many.</summary>
    public IReadOnlyList<string> ExpectedOutputs { get; init; } = [];

    public ScriptedReasoning? Reasoning { get; init; }

    public ScriptedSearch? Search { get; init; }

    public string? Text { get; init; }

    /// <summary>Whether the host pauses the turn and wants it back to go on, where the wire knows such a thing.</summary>
    public bool Pauses { get; init; }

    public IReadOnlyList<ScriptedCall> Calls { get; init; } = [];

    public ScriptedUsage Usage { get; init; } = ScriptedUsage.Small;

    /// <summary>The tier that serves it; null where the service would say what it says unasked.</summary>
    public string? ServiceTier { get; init; }
}
