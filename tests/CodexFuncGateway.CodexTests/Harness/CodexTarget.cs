namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Where Codex is pointed at: a base URL with its key, and the model to ask for.</summary>
internal sealed record CodexTarget(string BaseUrl, string Key, string Model)
{
    /// <summary>Whether the target has a model catalog; without one, Codex goes by what it knows of the model itself.</summary>
    public bool HasCatalog { get; init; } = true;

    /// <summary>What the provider is called; under the name "OpenAI" Codex leaves compaction to it.</summary>
    public string ProviderName { get; init; } = "OpenAI HTTP";

    /// <summary>After how many tokens the conversation is compacted; null leaves it to the catalog.</summary>
    public int? CompactAfter { get; init; }

    /// <summary>Where the catalog is, if not beside the rest.</summary>
    public string CatalogUrl { get => field ?? $"{BaseUrl}/models"; init; }

    /// <summary>How hard the user wants the model to think; null leaves it to the catalog.</summary>
    public string? Effort { get; init; }

    /// <summary>The configuration that the README tells a developer to write.</summary>
    public string ConfigToml
    {
        get => field ?? $"""
            model = "{Model}"
            model_provider = "openai_http"
            {(Effort is null ? "" : $"model_reasoning_effort = \"{Effort}\"")}
            check_for_update_on_startup = false
            {(CompactAfter is { } limit ? $"model_auto_compact_token_limit = {limit}" : "")}

            [analytics]
            enabled = false

            [model_providers.openai_http]
            name = "{ProviderName}"
            wire_api = "responses"
            supports_websockets = false
            base_url = "{BaseUrl}"
            {(HasCatalog ? $"model_catalog_url = \"{CatalogUrl}\"" : "")}
            env_key = "CODEX_GATEWAY_KEY"

            """;
        init;
    }
}
