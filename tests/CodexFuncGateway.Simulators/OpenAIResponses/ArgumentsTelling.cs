namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>How a service tells the arguments of a call.</summary>
public enum ArgumentsTelling
{
    InPieces,

    /// <summary>In one delta.</summary>
    Whole,

    /// <summary>In no delta: they stand in the item.</summary>
    WithItem,
}
