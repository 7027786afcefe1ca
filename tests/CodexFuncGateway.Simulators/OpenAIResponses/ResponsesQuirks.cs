namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>How one service of the Responses API differs from the others. See <see cref="ResponsesProviders"/>.</summary>
public sealed record ResponsesQuirks(string Name)
{
    public string BasePath { get; init; } = "/v1";

    /// <summary>The key stands alone in <c>api-key</c>, instead of as a bearer token.</summary>
    public bool KeyInOwnHeader { get; init; }

    /// <summary>Top-level parameters that are known.</summary>
    public required IReadOnlySet<string> Parameters { get; init; }

    public required IReadOnlySet<string> ToolTypes { get; init; }

    public required IReadOnlySet<string> ItemTypes { get; init; }

    public int LongestToolName { get; init; } = 128;

    /// <summary>Errors and refusals in xAI's own form: a string for <c>error</c>, 422 for what cannot be deserialized.</summary>
    public bool SpeaksLikeXai { get; init; }

    /// <summary>The efforts that a model takes: null for any, none where the parameter itself is refused.</summary>
    public Func<string, IReadOnlyList<string>?> Efforts { get; init; } = _ => null;
}
