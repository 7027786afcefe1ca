namespace CodexFuncGateway.Catalog;

/// <summary>How a provider wants to be shown a credential.</summary>
public sealed record ProviderAuth
{
    /// <summary>The header that carries the key; null where none is needed.</summary>
    public string? Header { get; init; }

    /// <summary>What stands before the key, such as <c>"Bearer "</c>.</summary>
    public string Prefix { get => field ?? ""; init; }

    /// <summary>Whether the provider also answers without a key (self-hosted models).</summary>
    public bool Optional { get; init; }

    /// <summary>The conventional environment variables that hold the key, for local use.</summary>
    public IReadOnlyList<string> Environment { get => field ?? []; init; }
}
