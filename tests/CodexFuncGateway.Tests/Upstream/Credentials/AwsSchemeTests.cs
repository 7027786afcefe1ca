using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Upstream.Credentials;
using CodexFuncGateway.Upstream.Credentials.Aws;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

public sealed class AwsSchemeTests : IAsyncLifetime, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aws").FullName;
    private readonly FixedTokenSource entra = new(AwsTokenService.Token);
    private readonly SchemeFixture fixture;
    private LoopbackServer sts = null!;

    public AwsSchemeTests() => fixture = new SchemeFixture(fixture => new AwsScheme(fixture.Invoker, fixture.Time, new ForeignIdentity(entra)))
    {
        Auth = new ProviderAuth { Scheme = "aws", Header = "Authorization", Prefix = "Bearer " },
        Parameters = { ["region"] = "eu-west-1", ["service"] = "bedrock" },
    };

    private string CredentialsFile => Path.Combine(directory, "credentials");

    private string TokenFile => Path.Combine(directory, "token");

    public void Dispose() => fixture.Dispose();

    public async Task InitializeAsync()
    {
        sts = await LoopbackServer.StartAsync(new AwsTokenService(fixture.Time).Answer);
        fixture.Parameters["credentialsFile"] = CredentialsFile;
    }

    public async Task DisposeAsync()
    {
        await sts.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task An_API_key_goes_as_it_is_and_wins_over_keys_that_sign()
    {
        fixture.Secrets["api-key"] = "bedrock-key";
        SetKeys("AKIA1");

        Assert.Equal("Bearer bedrock-key", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task Keys_sign_for_the_region_the_service_and_the_day()
    {
        SetKeys("AKIA1");

        Assert.StartsWith(
            "AWS4-HMAC-SHA256 Credential=AKIA1/20261104/eu-west-1/bedrock/aws4_request, SignedHeaders=host;x-amz-date, Signature=",
            await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task Temporary_keys_bring_their_session_token_and_sign_it()
    {
        SetKeys("ASIA1");
        fixture.Secrets["session-token"] = "session";

        var headers = await fixture.AuthoriseAsync();

        Assert.Equal("session", headers["X-Amz-Security-Token"]);
        Assert.Contains("SignedHeaders=host;x-amz-date;x-amz-security-token,", headers["Authorization"]);
    }

    [Fact]
    public async Task A_profile_gives_keys()
    {
        await File.WriteAllTextAsync(CredentialsFile, "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n[work]\naws_access_key_id = AKIAWORK\naws_secret_access_key = s\n");

        Assert.Contains("Credential=AKIADEFAULT/", await fixture.AuthorisationAsync());
        Assert.True(await fixture.HasAsync());
    }

    [Fact]
    public async Task A_profile_may_be_named()
    {
        await File.WriteAllTextAsync(CredentialsFile, "[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n[work]\naws_access_key_id = AKIAWORK\naws_secret_access_key = s\n");
        fixture.Parameters["profile"] = "work";

        Assert.Contains("Credential=AKIAWORK/", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task A_profile_that_was_changed_serves_after_a_refusal()
    {
        await File.WriteAllTextAsync(CredentialsFile, "[default]\naws_access_key_id = AKIAOLD\naws_secret_access_key = s\n");
        await fixture.AuthorisationAsync();
        await File.WriteAllTextAsync(CredentialsFile, "[default]\naws_access_key_id = AKIANEW\naws_secret_access_key = s\n");

        Assert.True(await fixture.RenewAsync("AKIAOLD", status: 403));
        Assert.Contains("Credential=AKIANEW/", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task A_web_identity_becomes_a_role()
    {
        UseWebIdentity();

        var headers = await fixture.AuthoriseAsync();

        Assert.Contains("Credential=ASIAEXAMPLE1/", headers["Authorization"]);
        Assert.Equal("session-1", headers["X-Amz-Security-Token"]);
    }

    [Fact]
    public async Task An_identity_in_Entra_becomes_a_role_without_a_file()
    {
        UseWebIdentity();
        fixture.Parameters.Remove("webIdentityTokenFile");
        fixture.Parameters["webIdentityScope"] = "api://aws/.default";

        Assert.True(await fixture.HasAsync());
        Assert.Contains("Credential=ASIAEXAMPLE1/", await fixture.AuthorisationAsync());
        Assert.Equal(["api://aws/.default"], entra.Scopes);
    }

    [Fact]
    public async Task Fifty_requests_take_the_role_once_and_again_before_it_ends()
    {
        UseWebIdentity();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.AuthoriseAsync()));
        Assert.Single(sts.Requests);

        fixture.Time.Advance(AwsTokenService.Lifetime - LeaseCache<string>.Ahead);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.AuthoriseAsync()));
        await Eventually.TrueAsync(() => sts.Requests.Count == 2);
        await Eventually.TrueAsync(async () => (await fixture.AuthorisationAsync()).Contains("ASIAEXAMPLE2", StringComparison.Ordinal));
        Assert.Equal(2, sts.Requests.Count);
    }

    [Fact]
    public async Task A_role_that_was_refused_is_taken_once_more()
    {
        UseWebIdentity();
        await fixture.AuthoriseAsync();

        Assert.True(await fixture.RenewAsync("ASIAEXAMPLE1", status: 403));
        Assert.Contains("Credential=ASIAEXAMPLE2/", await fixture.AuthorisationAsync());
        Assert.False(await fixture.RenewAsync("ASIAEXAMPLE2", status: 403));
        Assert.Equal(2, sts.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_AWS_does_not_take_is_told_without_the_token()
    {
        UseWebIdentity();
        await File.WriteAllTextAsync(TokenFile, "canary-token");

        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.Equal(ErrorKind.UpstreamCredential, error.Kind);
        Assert.Equal("The gateway could not get a credential for The Cloud: AWS does not let the gateway take the role (InvalidIdentityToken).", error.Message);
    }

    [Fact]
    public async Task A_token_service_that_is_out_of_reach_is_told()
    {
        UseWebIdentity();
        await sts.DisposeAsync();

        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.Equal("The gateway could not get a credential for The Cloud: AWS's security token service does not answer as it should.", error.Message);
    }

    [Fact]
    public async Task A_missing_credential_is_told_with_every_way_to_give_one()
    {
        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.False(await fixture.HasAsync());
        Assert.Equal(
            "The gateway has no credential for The Cloud: its operator sets Providers:cloud:ApiKey or the Key Vault secret cloud-api-key; "
            + "or Providers:cloud:AccessKeyId or the Key Vault secret cloud-access-key-id, and Providers:cloud:SecretAccessKey or the Key Vault secret cloud-secret-access-key; "
            + "or Providers:cloud:Parameters:profile; or Providers:cloud:Parameters:roleArn and Providers:cloud:Parameters:webIdentityTokenFile.",
            error.Message);
    }

    private void SetKeys(string id)
    {
        fixture.Secrets["access-key-id"] = id;
        fixture.Secrets["secret-access-key"] = "secret";
    }

    private void UseWebIdentity()
    {
        File.WriteAllText(TokenFile, AwsTokenService.Token + "\n");
        fixture.Parameters["roleArn"] = AwsTokenService.Role;
        fixture.Parameters["webIdentityTokenFile"] = TokenFile;
        fixture.Parameters["stsEndpoint"] = sts.Address;
    }
}
