using System.Text.Json;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys.Entra;

/// <summary>
/// Reads what App Service authentication says of a signed-in user: JSON in base64, with claims under their short or long names
/// (<see href="https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities"/>, 2026-11).
/// </summary>
internal sealed class PrincipalReader(EntraOptions options)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string Provider = "aad";
    private const int LongestHeader = 32 * 1024;
    private const int LongestName = 200;

    private static readonly string[] TenantClaims = ["tid", "http://schemas.microsoft.com/identity/claims/tenantid"];
    private static readonly string[] ObjectClaims = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];
    private static readonly string[] RoleClaims = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];
    private static readonly string[] NameClaims =
        ["preferred_username", "upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "appid", "azp"];

    private readonly IReadOnlyList<string> audiences = options.Audiences;

    /// <exception cref="GatewayException">It is not from our directory, not for us, or not what App Service writes.</exception>
    public ClientPrincipal Read(string header)
    {
        var claims = ReadClaims(header);
        Require(Values(claims, TenantClaims).SetEquals([options.TenantId]), "The sign-in is from a directory that this gateway does not know.");
        Require(Values(claims, ["aud"]).Overlaps(audiences), "The token was made for another application than this gateway.");
        var objectId = Values(claims, ObjectClaims).SingleOrDefault() ?? "";
        Require(Guid.TryParseExact(objectId, "D", out _), "The sign-in does not say who it is.");
        var name = NameClaims.Select(type => Values(claims, [type]).FirstOrDefault()).FirstOrDefault(value => value is not null) ?? objectId;
        return new ClientPrincipal(objectId.ToLowerInvariant(), Clean(name), Values(claims, RoleClaims), Values(claims, ["groups"]));
    }

    private static ILookup<string, string> ReadClaims(string header)
    {
        try
        {
            Require(header.Length <= LongestHeader, "The sign-in is too long.");
            var principal = JsonElement.Parse(Convert.FromBase64String(header));
            Require(principal.GetProperty("auth_typ").GetString() == Provider, "The sign-in is not one with Entra ID.");
            return principal.GetProperty("claims").EnumerateArray().ToLookup(claim => claim.GetProperty("typ").GetString()!, claim => claim.GetProperty("val").GetString()!);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentNullException)
        {
            throw new GatewayException(new GatewayError(ErrorKind.InvalidKey, "The sign-in cannot be read."), exception);
        }
    }

    private static HashSet<string> Values(ILookup<string, string> claims, string[] types) => types.SelectMany(type => claims[type]).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new GatewayException(ErrorKind.InvalidKey, message);
        }
    }

    private static string Clean(string name) => new([.. name.Where(character => !char.IsControl(character)).Take(LongestName)]);
}
