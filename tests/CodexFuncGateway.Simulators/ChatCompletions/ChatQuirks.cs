namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>How one provider's chat completions differ from the others': what it accepts, and how it speaks. See <see cref="ChatProviders"/>.</summary>
public sealed record ChatQuirks(string Name)
{
    public string BasePath { get; init; } = "/v1";

    public bool NeedsKey { get; init; } = true;

    /// <summary>What a stranger is told, where a bearer's key is not what is shown.</summary>
    public Func<SimulatedRequest, Rejection?>? Admission { get; init; }

    public ChatErrorShape Errors { get; init; } = ChatErrorShape.OpenAI;

    /// <summary>What is said of a prompt that is too long.</summary>
    internal ChatProblem Overflow { get; init; } = new(
        "This model's maximum context length is 131072 tokens. However, you requested 140310 tokens (140310 in the messages, 0 in the completion). Please reduce the length of the messages or completion.");

    /// <summary>Top-level fields beyond those that every host knows.</summary>
    public IReadOnlySet<string> Fields { get; init; } = new HashSet<string>();

    /// <summary>The efforts that a model takes; null when any word goes.</summary>
    public Func<string, IReadOnlyList<string>?> Efforts { get; init; } = _ => null;

    public bool AcceptsNames { get; init; } = true;

    public bool AcceptsToolChoice { get; init; } = true;

    /// <summary>Whether a function may carry <c>strict</c>.</summary>
    public bool AcceptsStrict { get; init; } = true;

    /// <summary>The host's own search of the web, which a model can be offered beside functions; null where there is none.</summary>
    public string? SearchTool { get; init; }

    public string CallIdPattern { get; init; } = "^.{1,64}$";

    public string CallIdPrefix { get; init; } = "call_";

    /// <summary>A conversation must go user, assistant, tool, assistant: no user right after a tool, and no assistant at the end.</summary>
    public bool IsStrictOnTurns { get; init; }

    public bool WantsOneLeadingSystemMessage { get; init; }

    /// <summary>Arguments in the history are parsed, and must be the JSON of an object.</summary>
    public bool ParsesArguments { get; init; }

    /// <summary>The field of deltas and of replayed messages that holds reasoning; null when it stands in content chunks, as at Mistral.</summary>
    public string? ReasoningField { get; init; }

    public ReasoningReplay Replay { get; init; }

    public bool FragmentsArguments { get; init; }

    public UsagePlace Usage { get; init; }

    /// <summary>Whether token counts come with details of caches and reasoning.</summary>
    public bool DetailsUsage { get; init; } = true;

    /// <summary>The finish chunk says on which token or word the model stopped.</summary>
    public bool TellsMatchedStop { get; init; }

    /// <summary>Every chunk tells what a filter thought of it, and a first one without a choice what it thought of the prompt (recorded at Azure).</summary>
    public bool TellsFilterResults { get; init; }

    /// <summary>Why a reply with calls ended.</summary>
    public string CallReason { get; init; } = "tool_calls";

    public bool EndsWithDone { get; init; } = true;
}
