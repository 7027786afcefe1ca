using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials.Entra;

/// <summary>Gives tokens for the identity that the gateway has in Entra: its managed identity in Azure, a developer's sign-in elsewhere.</summary>
public interface IAccessTokenSource
{
    /// <summary>Whether there seems to be an identity; nobody is asked.</summary>
    bool HasIdentity { get; }

    /// <summary>Asks for a new token, as far as that lies with this process; the gateway keeps tokens itself.</summary>
    /// <param name="scope">What the token is for, such as <c>https://cognitiveservices.azure.com/.default</c>.</param>
    /// <exception cref="GatewayException">There is no identity, or Entra gives it no token.</exception>
    Task<(string Token, DateTimeOffset Expires)> RequestAsync(string scope, CancellationToken cancellationToken);
}
