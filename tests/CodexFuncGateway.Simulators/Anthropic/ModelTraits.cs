namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>What a family of models accepts (vendor tables, August 2026).</summary>
internal sealed record ModelTraits(
    long OutputCeiling,
    bool Adaptive = true,
    bool Budget = false,
    bool Sampling = false,
    bool Prefill = false,
    bool SystemTurns = false)
{
    /// <summary>Efforts that <c>output_config.effort</c> may name; none at all means that the parameter is refused.</summary>
    public IReadOnlyList<string> Efforts { get; init; } = ["low", "medium", "high", "xhigh", "max"];

    /// <summary>Whether a forced tool is refused even without thinking.</summary>
    public bool NeverForcesTools { get; init; }

    /// <summary>Whether the two highest efforts are refused while thinking is disabled.</summary>
    public bool HighEffortNeedsThinking { get; init; }

    private const long K128 = 128_000;
    private const long K64 = 64_000;
    private const long K32 = 32_000;

    private static readonly string[] NoExtraHigh = ["low", "medium", "high", "max"];

    private static readonly (string Fragment, ModelTraits Traits)[] Families =
    [
        ("fable-5", new(K128, SystemTurns: true) { NeverForcesTools = true }),
        ("mythos-5", new(K128, SystemTurns: true) { NeverForcesTools = true }),
        ("opus-5", new(K128, SystemTurns: true) { HighEffortNeedsThinking = true }),
        ("opus-4-8", new(K128, SystemTurns: true)),
        ("opus-4-7", new(K128)),
        ("opus-4-6", new(K128, Budget: true, Sampling: true) { Efforts = NoExtraHigh }),
        ("sonnet-4-6", new(K128, Budget: true, Sampling: true) { Efforts = NoExtraHigh }),
        ("opus-4-5", new(K64, Adaptive: false, Budget: true, Sampling: true, Prefill: true) { Efforts = ["low", "medium", "high"] }),
        ("sonnet-4-5", new(K64, Adaptive: false, Budget: true, Sampling: true, Prefill: true) { Efforts = [] }),
        ("haiku-4-5", new(K64, Adaptive: false, Budget: true, Sampling: true, Prefill: true) { Efforts = [] }),
        ("opus-4-", new(K32, Adaptive: false, Budget: true, Sampling: true, Prefill: true) { Efforts = [] }),
        ("sonnet-4-", new(K64, Adaptive: false, Budget: true, Sampling: true, Prefill: true) { Efforts = [] }),
        ("claude-3", new(4_096, Adaptive: false, Sampling: true, Prefill: true) { Efforts = [] }),
    ];

    /// <summary>An unknown name is taken for the newest family.</summary>
    public static ModelTraits Of(string model)
    {
        var found = Families.FirstOrDefault(family => model.Contains(family.Fragment, StringComparison.Ordinal)).Traits;
        return found ?? new ModelTraits(K128, SystemTurns: true);
    }
}
