namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>How one service of the Responses API differs from the others. See <see cref="ResponsesProviders"/>.</summary>
public sealed record ResponsesQuirks(string Name)
{
    public string BasePath { get; init; } = "/v1";

    /// <summary>What follows the base path.</summary>
    public string Resource { get; init; } = "/responses";

    /// <summary>A key stands alone in <c>api-key</c>; only a token of Entra's is taken as a bearer token.</summary>
    public bool KeyInOwnHeader { get; init; }

    /// <summary>What a stranger is told, where a key is not all that may be shown.</summary>
    public Func<SimulatedRequest, Rejection?>? Admission { get; init; }

    /// <summary>Calls are counted anew in each reply, and their numbers are their ids (Bedrock, recorded August 2026).</summary>
    public bool RepeatsCallIds { get; init; }

    /// <summary>Events are named after their data instead of before (Bedrock, recorded August 2026).</summary>
    public bool NamesEventsLast { get; init; }

    /// <summary>Top-level parameters that are known.</summary>
    public required IReadOnlySet<string> Parameters { get; init; }

    public required IReadOnlySet<string> ToolTypes { get; init; }

    /// <summary>Fields of a search of the web that are known.</summary>
    public IReadOnlySet<string> SearchNames { get; init; } = new HashSet<string> { "type", "filters", "user_location", "search_context_size" };

    /// <summary>What a search may be limited by.</summary>
    public IReadOnlySet<string> SearchFilters { get; init; } = new HashSet<string> { "allowed_domains" };

    public required IReadOnlySet<string> ItemTypes { get; init; }

    /// <summary>Members of <c>reasoning</c> that are known.</summary>
    public IReadOnlySet<string> ReasoningNames { get; init; } = new HashSet<string> { "effort", "summary", "context", "generate_summary" };

    /// <summary>Members of items that only this service knows.</summary>
    public IReadOnlySet<string> OwnItemNames { get; init; } = new HashSet<string>();

    /// <summary>Messages without an id hold input parts or a string, whoever speaks.</summary>
    public bool AssistantSpeaksInStrings { get; init; }

    public int LongestToolName { get; init; } = 128;

    /// <summary>Errors and refusals in xAI's own form: a string for <c>error</c>, 422 for what cannot be deserialized.</summary>
    public bool SpeaksLikeXai { get; init; }

    /// <summary>An error's code is the status as a number.</summary>
    public bool NumbersErrors { get; init; }

    /// <summary>What is said of a prompt that is too long.</summary>
    internal ResponsesProblem Overflow { get; init; } =
        new("Your input exceeds the context window of this model. Please adjust your input and try again.", "input", "context_length_exceeded");

    public ArgumentsTelling Arguments { get; init; }

    /// <summary>Messages say whether they are comments or the answer.</summary>
    public bool TellsPhases { get; init; } = true;

    /// <summary>Events have names; otherwise they are data alone, with comments between them and <c>[DONE]</c> at the end.</summary>
    public bool NamesEvents { get; init; } = true;

    /// <summary>The thought behind a call is signed on the call itself, and there are no reasoning items.</summary>
    public bool SignsCalls { get; init; }

    /// <summary>The format that reasoning items name, and that must come back with them.</summary>
    public string? ReasoningFormat { get; init; }

    /// <summary>The efforts that a model takes: null for any, none where the parameter itself is refused.</summary>
    public Func<string, IReadOnlyList<string>?> Efforts { get; init; } = _ => null;
}
