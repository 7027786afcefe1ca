namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>What the models take, read from Google's documentation and from refusals that others met (2026-11), not from the gateway's data.</summary>
internal sealed record ModelTraits
{
    /// <summary>Empty for models that take a budget instead.</summary>
    public IReadOnlyList<string> Levels { get; private init; } = [];

    public (int Least, int Most) Budget { get; private init; }

    /// <summary>Whether thinking can be switched off with a budget of 0.</summary>
    public bool CanRest { get; private init; }

    /// <summary>Gemini 3 and later: signed calls, functions beside other tools and beside a schema, images in the outputs of functions.</summary>
    public bool IsThird => Levels.Count > 0;

    /// <summary>Whether a conversation may end with the model's own beginning of an answer.</summary>
    public bool Prefill { get; private init; }

    /// <summary>Whether its calls have ids.</summary>
    public bool GivesIds { get; private init; }

    /// <summary>Null for a model that does not exist.</summary>
    public static ModelTraits? Of(string model) => model switch
    {
        _ when model.StartsWith("gemini-2.5-pro", StringComparison.Ordinal) => new() { Budget = (128, 32_768), Prefill = true },
        _ when model.StartsWith("gemini-2.5-flash-lite", StringComparison.Ordinal) => new() { Budget = (512, 24_576), CanRest = true, Prefill = true },
        _ when model.StartsWith("gemini-2.5-flash", StringComparison.Ordinal) => new() { Budget = (1, 24_576), CanRest = true, Prefill = true },
        _ when model.StartsWith("gemini-3.1-pro", StringComparison.Ordinal) => new() { Levels = ["low", "medium", "high"], Prefill = true },
        _ when model.StartsWith("gemini-3.7-flash", StringComparison.Ordinal) => new() { Levels = ["low", "medium", "high"], GivesIds = true },
        _ when model.StartsWith("gemini-3.5", StringComparison.Ordinal) || model.StartsWith("gemini-3.6", StringComparison.Ordinal) =>
            new() { Levels = ["minimal", "low", "medium", "high"], GivesIds = true },
        _ when model.StartsWith("gemini-3", StringComparison.Ordinal) => new() { Levels = ["minimal", "low", "medium", "high"], Prefill = true },
        _ => null,
    };
}
