using CodexFuncGateway.Catalog;
using CodexFuncGateway.Keys.Limits;

namespace CodexFuncGateway.Keys.Entra;

/// <summary>
/// Whether users signed in with Entra ID are believed, and what they may do: the <c>Entra:*</c> settings. App Service authentication checks the tokens and
/// replaces the header that tells of them; where it is not switched on anybody could send that header, so it is then ignored.
/// </summary>
public sealed record EntraOptions
{
    /// <summary>Whether App Service authentication stands in front of the gateway, as the only way to it.</summary>
    public bool AppServiceAuthentication { get; init; }

    /// <summary>The directory whose users are believed.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>For whom tokens must be made: client id or <c>api://…</c> of the app registration; several are separated by commas.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Whether users may call models without a virtual key.</summary>
    public bool ApiAccess { get; init; }

    /// <summary>The app role that a user needs for that; empty: every user who gets a token.</summary>
    public string ApiRole { get; init; } = "use";

    /// <summary>Team of those who have an app role, or are in a group of that object id.</summary>
    public Dictionary<string, string> Teams { get; init; } = [];

    public long? RequestsPerMinute { get; init; }

    public long? TokensPerMinute { get; init; }

    public long? ParallelStreams { get; init; }

    /// <summary>Patterns as in a virtual key, separated by commas; empty: all models.</summary>
    public string AllowedModels { get; init; } = "";

    internal KeyLimits Limits => new(RequestsPerMinute, TokensPerMinute, ParallelStreams);

    internal ModelAccess Access => AllowedModels.Length == 0 ? ModelAccess.Unrestricted : new ModelAccess { Models = Split(AllowedModels) };

    internal IReadOnlyList<string> Audiences => Split(Audience);

    /// <exception cref="InvalidOperationException">Users would be believed without it being clear which.</exception>
    internal EntraOptions Require() => !AppServiceAuthentication || (TenantId.Length > 0 && Audience.Length > 0)
        ? this
        : throw new InvalidOperationException("Entra:AppServiceAuthentication needs Entra:TenantId and Entra:Audience: whose users are believed, and with tokens for whom.");

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
