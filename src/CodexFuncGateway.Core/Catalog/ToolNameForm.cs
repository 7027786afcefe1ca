namespace CodexFuncGateway.Catalog;

/// <summary>What an upstream accepts as the name of a tool.</summary>
public enum ToolNameForm
{
    /// <summary>Letters, digits, underscore and hyphen.</summary>
    Word,

    /// <summary>Letters, digits and underscore, and no digit first (Cohere).</summary>
    Identifier,

    /// <summary>As <see cref="Word"/>, and a letter or underscore first (Gemini).</summary>
    LetterFirst,
}
