namespace CodexFuncGateway.Translation;

/// <summary>How the client wants to hear of a call.</summary>
internal enum ToolKind
{
    /// <summary>With JSON arguments.</summary>
    Function,

    /// <summary>With free text.</summary>
    Custom,

    /// <summary>With text that follows a grammar, so that nothing can stand around it.</summary>
    Grammar,

    /// <summary>As a search among its own tools.</summary>
    Search,
}
