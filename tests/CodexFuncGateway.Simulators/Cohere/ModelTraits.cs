namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>What a family of models accepts (documentation and vendors' clients, August 2026).</summary>
internal sealed record ModelTraits(long OutputCeiling, bool Thinks = false, bool TakesToolChoice = false, bool SeesImages = false, bool CallsTools = true)
{
    private static readonly (string Fragment, ModelTraits Traits)[] Families =
    [
        ("command-a-plus", new(64_000, Thinks: true, SeesImages: true)),
        ("command-a-reasoning", new(32_000, Thinks: true)),
        ("command-a-vision", new(8_000, SeesImages: true, CallsTools: false)),
        ("command-a-03-2025", new(8_000, TakesToolChoice: true)),
        ("command-r", new(4_000, TakesToolChoice: true)),
    ];

    /// <summary>Null for a name that nobody knows.</summary>
    public static ModelTraits? Of(string model) =>
        Families.FirstOrDefault(family => model.StartsWith(family.Fragment, StringComparison.Ordinal)).Traits;
}
