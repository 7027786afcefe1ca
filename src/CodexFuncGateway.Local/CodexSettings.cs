namespace CodexFuncGateway.Local;

/// <summary>What a developer pastes into <c>~/.codex/config.toml</c>.</summary>
public static class CodexSettings
{
    /// <param name="baseUrl">The API's address, with its <c>/openai/v1</c>.</param>
    /// <param name="model">The model that Codex asks for until told otherwise.</param>
    public static string Write(string baseUrl, string model) =>
        $"""
        model = "{model}"
        model_provider = "openai_http"

        [model_providers.openai_http]
        name = "OpenAI HTTP"
        wire_api = "responses"
        supports_websockets = false
        base_url = "{baseUrl}"
        model_catalog_url = "{baseUrl}/models"
        env_key = "CODEX_GATEWAY_KEY"
        """;
}
