using System.Text.Json;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>What App Service authentication writes into its header.</summary>
internal static class Principals
{
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    public const string Audience = "api://codex-gateway";
    public const string ObjectId = "0a1b2c3d-0000-4000-8000-00000000abcd";
    public const string Name = "ada@contoso.com";

    /// <summary>Settings with which it is believed.</summary>
    public static readonly (string Name, string Value)[] Believed =
        [("Entra:AppServiceAuthentication", "true"), ("Entra:TenantId", Tenant), ("Entra:Audience", Audience)];

    public static string Write(
        string[]? roles = null, string[]? groups = null, string tenant = Tenant, string audience = Audience, string objectId = ObjectId) => WriteClaims("aad",
        [
            ("aud", audience), ("tid", tenant), ("oid", objectId), ("preferred_username", Name),
            .. (roles ?? []).Select(role => ("roles", role)), .. (groups ?? []).Select(group => ("groups", group)),
        ]);

    public static string WriteClaims(string provider, params (string Type, string Value)[] claims) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = provider,
        name_typ = "preferred_username",
        role_typ = "roles",
        claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
    }));
}
