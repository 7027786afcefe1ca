namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The headers without which nothing is read.</summary>
internal static class HeaderRules
{
    // Clients of November 2026 show the key as a bearer token.
    public static Rejection? FindMissingKey(SimulatedRequest request) =>
        string.IsNullOrEmpty(request.Headers.GetValueOrDefault("x-api-key") ?? request.Headers.GetValueOrDefault("Authorization"))
            ? AnthropicErrors.Write(401, "authentication_error", "x-api-key header is required")
            : null;

    public static Rejection? FindMissingVersion(SimulatedRequest request) => string.IsNullOrEmpty(request.Headers.GetValueOrDefault("anthropic-version"))
        ? AnthropicErrors.InvalidRequest("anthropic-version: header is required")
        : null;
}
