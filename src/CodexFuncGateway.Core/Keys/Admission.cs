using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys;

/// <summary>The step Admit: headers → who is calling.</summary>
public sealed class Admission(KeyRing keys)
{
    private const string Bearer = "Bearer ";

    /// <param name="authorization">The <c>Authorization</c> header.</param>
    /// <param name="apiKey">The <c>x-api-key</c> or <c>api-key</c> header.</param>
    /// <exception cref="GatewayException">There is no key, or none of ours.</exception>
    public VirtualKey Admit(string? authorization, string? apiKey)
    {
        return Secret(authorization, apiKey) is not { } secret
            ? throw new GatewayException(ErrorKind.InvalidKey, "No gateway key was sent. Send it as 'Authorization: Bearer <key>'; Codex reads it from the variable named in env_key.")
            : keys.Find(secret) ?? throw new GatewayException(ErrorKind.InvalidKey, "This gateway does not know the key that was sent.");
    }

    /// <returns>What the headers hold as secret; null where that is nothing.</returns>
    internal static string? Secret(string? authorization, string? apiKey)
    {
        var secret = authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) is true ? authorization[Bearer.Length..].Trim() : apiKey?.Trim();
        return string.IsNullOrEmpty(secret) ? null : secret;
    }
}
