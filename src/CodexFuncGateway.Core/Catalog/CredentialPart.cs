namespace CodexFuncGateway.Catalog;

/// <summary>
/// A secret that a credential is made of. Its name gives those of its setting and of its secret in a vault: <c>access-key-id</c> is
/// <c>Providers:&lt;name&gt;:AccessKeyId</c> and <c>&lt;name&gt;-access-key-id</c>.
/// </summary>
public sealed record CredentialPart
{
    /// <summary>The conventional environment variables that hold it, for local use.</summary>
    public IReadOnlyList<string> Environment { get => field ?? []; init; }
}
