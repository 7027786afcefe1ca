namespace CodexFuncGateway.Keys.Entra;

/// <summary>A user or an application that Entra ID vouches for.</summary>
/// <param name="ObjectId">Its id in the directory, which unlike a name is never given to somebody else.</param>
/// <param name="Name">For people.</param>
/// <param name="Roles">Its app roles.</param>
/// <param name="Groups">Object ids of its groups, as far as the token lists them.</param>
internal sealed record ClientPrincipal(string ObjectId, string Name, IReadOnlySet<string> Roles, IReadOnlySet<string> Groups)
{
    /// <summary>Its name in ledger and audit log.</summary>
    public string Id => $"entra-{ObjectId}";
}
