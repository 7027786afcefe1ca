using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys.Entra;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>What App Service authentication says of a user, believed only where it is for us.</summary>
public sealed class PrincipalReaderTests
{
    private static readonly EntraOptions Options = new() { AppServiceAuthentication = true, TenantId = Principals.Tenant, Audience = $"api://other, {Principals.Audience}" };

    [Fact]
    public void A_user_is_known_by_object_id_name_roles_and_groups()
    {
        var principal = new PrincipalReader(Options).Read(Principals.Write(roles: ["keys", "use"], groups: ["g-1"]));

        Assert.Equal(("entra-" + Principals.ObjectId, Principals.Name), (principal.Id, principal.Name));
        Assert.Equal(["keys", "use"], principal.Roles.Order());
        Assert.Equal(["g-1"], principal.Groups);
    }

    [Fact]
    public void The_long_names_of_claims_are_understood_too()
    {
        var principal = new PrincipalReader(Options).Read(Principals.WriteClaims("aad",
            ("aud", Principals.Audience),
            ("http://schemas.microsoft.com/identity/claims/tenantid", Principals.Tenant),
            ("http://schemas.microsoft.com/identity/claims/objectidentifier", Principals.ObjectId),
            ("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "admin"),
            ("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "bea@contoso.com")));

        Assert.Equal("bea@contoso.com", principal.Name);
        Assert.Contains("admin", principal.Roles);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "another directory", Principals.Write(tenant: "11111111-2222-3333-4444-555555555555") },
        { "another audience", Principals.Write(audience: "api://somebody-else") },
        { "another provider", Principals.WriteClaims("google", ("aud", Principals.Audience), ("tid", Principals.Tenant), ("oid", Principals.ObjectId)) },
        { "two directories", Principals.WriteClaims("aad", ("aud", Principals.Audience), ("tid", Principals.Tenant), ("tid", "11111111-2222-3333-4444-555555555555"), ("oid", Principals.ObjectId)) },
        { "no object id", Principals.WriteClaims("aad", ("aud", Principals.Audience), ("tid", Principals.Tenant)) },
        { "an object id that is a path", Principals.Write(objectId: "../admin") },
        { "no base64", "{}" },
        { "two headers", $"{Principals.Write()},{Principals.Write()}" },
        { "no JSON", Convert.ToBase64String("nonsense"u8) },
        { "no claims", Convert.ToBase64String("""{"auth_typ":"aad"}"""u8) },
        { "null claims", Convert.ToBase64String("""{"auth_typ":"aad","claims":[{"typ":null,"val":"x"}]}"""u8) },
        { "a list", Convert.ToBase64String("[]"u8) },
        { "very much", new string('A', 100_000) },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Whatever_is_not_for_us_is_refused(string what, string header)
    {
        var exception = Assert.Throws<GatewayException>(() => new PrincipalReader(Options).Read(header));

        Assert.True(exception.Error.Kind == ErrorKind.InvalidKey, what);
    }

    [Theory]
    [InlineData("", "api://x")]
    [InlineData("tenant", "")]
    public void Users_are_not_believed_without_a_directory_and_an_audience(string tenant, string audience)
    {
        var options = new EntraOptions { AppServiceAuthentication = true, TenantId = tenant, Audience = audience };

        Assert.Throws<InvalidOperationException>(options.Require);
    }
}
