namespace CodexFuncGateway.Catalog;

/// <summary>What an upstream accepts as the id of a tool call.</summary>
public enum ToolCallIdForm
{
    /// <summary>Anything up to 64 characters.</summary>
    Any,

    /// <summary>Letters, digits, underscore and hyphen (Anthropic).</summary>
    Word,

    /// <summary>Exactly nine letters and digits (Mistral).</summary>
    Mistral9,

    /// <summary>None: calls and their outputs are paired by their order (Gemini on Vertex).</summary>
    None,
}
