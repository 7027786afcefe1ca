namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>The headers without which nothing is read.</summary>
internal static class HeaderRules
{
    public static Rejection? FindRejection(SimulatedRequest request)
    {
        if (string.IsNullOrEmpty(request.Headers.GetValueOrDefault("x-api-key")))
        {
            return AnthropicErrors.Write(401, "authentication_error", "x-api-key header is required");
        }

        return string.IsNullOrEmpty(request.Headers.GetValueOrDefault("anthropic-version"))
            ? AnthropicErrors.InvalidRequest("anthropic-version: header is required")
            : null;
    }
}
