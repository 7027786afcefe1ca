namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Where Codex is pointed at: a base URL with its key, and the model to ask for.</summary>
internal sealed record CodexTarget(string BaseUrl, string Key, string Model)
{
    /// <summary>Whether the target has a model catalog; without one, Codex goes by what it knows of the model itself.</summary>
    public bool HasCatalog { get; init; } = true;

    /// <summary>The configuration that the README tells a developer to write.</summary>
    public string ConfigToml
    {
        get => field ?? $"""
            model = "{Model}"
            model_provider = "openai_http"
            check_for_update_on_startup = false

            [analytics]
            enabled = false

            [model_providers.openai_http]
            name = "OpenAI HTTP"
            wire_api = "responses"
            supports_websockets = false
            base_url = "{BaseUrl}"
            {(HasCatalog ? $"model_catalog_url = \"{BaseUrl}/models\"" : "")}
            env_key = "CODEX_GATEWAY_KEY"

            """;
        init;
    }
}
