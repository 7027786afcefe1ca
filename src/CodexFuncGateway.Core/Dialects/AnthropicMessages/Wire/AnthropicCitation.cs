namespace CodexFuncGateway.Dialects.AnthropicMessages.Wire;

/// <summary>What is read of a source; it goes back as it came.</summary>
internal sealed record AnthropicCitation(string? Url, string? Title);

/// <summary>What the model searches for.</summary>
internal sealed record AnthropicSearchInput(string? Query);
