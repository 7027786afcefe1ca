namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>A bearer token and what goes with it.</summary>
/// <param name="Value">The token itself, without the word <c>Bearer</c>.</param>
public sealed record AccessToken(string Value)
{
    /// <summary>Whose quota the request counts against, where the token alone does not say so.</summary>
    public string? QuotaProject { get; init; }
}
