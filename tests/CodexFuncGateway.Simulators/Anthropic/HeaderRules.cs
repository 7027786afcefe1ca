namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The headers without which nothing is read.</summary>
internal static class HeaderRules
{
    public static Rejection? FindRejection(SimulatedRequest request)
    {
        // Clients of November 2026 show the key as a bearer token.
        if (string.IsNullOrEmpty(request.Headers.GetValueOrDefault("x-api-key") ?? request.Headers.GetValueOrDefault("Authorization")))
        {
            return AnthropicErrors.Write(401, "authentication_error", "x-api-key header is required");
        }

        return string.IsNullOrEmpty(request.Headers.GetValueOrDefault("anthropic-version"))
            ? AnthropicErrors.InvalidRequest("anthropic-version: header is required")
            : null;
    }
}
