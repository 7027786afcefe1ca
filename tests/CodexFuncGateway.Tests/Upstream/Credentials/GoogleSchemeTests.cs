using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Upstream.Credentials;
using CodexFuncGateway.Upstream.Credentials.Google;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

public sealed class GoogleSchemeTests : IAsyncLifetime, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("google").FullName;
    private readonly FixedTokenSource entra = new(GoogleTokenService.SubjectToken);
    private readonly SchemeFixture fixture;
    private readonly GoogleTokenService google;
    private LoopbackServer server = null!;

    public GoogleSchemeTests()
    {
        fixture = new SchemeFixture(
            fixture => new TokenScheme("google", new GoogleTokens(fixture.Invoker, fixture.Time, new ForeignIdentity(entra)), fixture.Time))
        {
            Auth = new ProviderAuth { Scheme = "google", Header = "x-goog-api-key", Scope = GoogleTokenService.Scope },
        };
        google = new GoogleTokenService(fixture.Time);
        // Nobody's own sign-in.
        fixture.Parameters["gcloudDirectory"] = directory;
    }

    public void Dispose() => fixture.Dispose();

    public async Task InitializeAsync()
    {
        server = await LoopbackServer.StartAsync(google.Answer);
        fixture.Hosts["oauth2.googleapis.com"] = server.Address;
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        google.Key.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task An_express_key_goes_as_it_is_and_wins_over_an_identity()
    {
        UseServiceAccount();
        fixture.Secrets["api-key"] = "express";

        var headers = await fixture.AuthoriseAsync();

        Assert.Equal("express", headers["x-goog-api-key"]);
        Assert.DoesNotContain("Authorization", headers.Keys);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_service_account_signs_an_assertion_and_gets_a_token()
    {
        UseServiceAccount();

        Assert.Equal("Bearer ya29.token-1", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task A_service_account_may_lie_in_a_file()
    {
        fixture.Parameters["credentialsFile"] = Path.Combine(directory, "account.json");
        await File.WriteAllTextAsync(fixture.Parameters["credentialsFile"], google.ServiceAccountJson());

        Assert.Equal("Bearer ya29.token-1", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task A_developers_sign_in_is_found_and_says_whose_quota_counts()
    {
        await File.WriteAllTextAsync(Path.Combine(directory, "application_default_credentials.json"), JsonSerializer.Serialize(new
        {
            type = "authorized_user",
            client_id = "client",
            client_secret = "client-secret",
            refresh_token = "refresh",
            quota_project_id = "quota-project",
        }));

        var headers = await fixture.AuthoriseAsync();

        Assert.True(await fixture.HasAsync());
        Assert.Equal(("Bearer ya29.token-1", "quota-project"), (headers["Authorization"], headers["x-goog-user-project"]));
    }

    [Fact]
    public async Task A_machine_of_Googles_asks_its_metadata_server()
    {
        fixture.Parameters["metadataHost"] = new Uri(server.Address).Authority;

        Assert.True(await fixture.HasAsync());
        Assert.Equal("Bearer ya29.token-1", await fixture.AuthorisationAsync());
        Assert.Contains(Uri.EscapeDataString(GoogleTokenService.Scope), Uri.EscapeDataString(Uri.UnescapeDataString(Assert.Single(server.Requests).Target)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_foreign_identity_is_exchanged_and_impersonates_a_service_account(bool fromFile)
    {
        UseForeignIdentity(fromFile);

        Assert.Equal("Bearer ya29.token-1", await fixture.AuthorisationAsync());
    }

    [Fact]
    public async Task An_identity_in_Entra_is_exchanged_instead_of_what_the_file_says()
    {
        UseForeignIdentity(fromFile: true);
        await File.WriteAllTextAsync(Path.Combine(directory, "subject"), "not this one");
        fixture.Parameters["webIdentityScope"] = "api://google/.default";

        Assert.Equal("Bearer ya29.token-1", await fixture.AuthorisationAsync());
        Assert.Equal(["api://google/.default"], entra.Scopes);
    }

    [Fact]
    public async Task A_foreign_token_that_is_not_taken_is_told_without_the_token()
    {
        UseForeignIdentity(fromFile: true);
        await File.WriteAllTextAsync(Path.Combine(directory, "subject"), "canary-subject-token");

        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.Equal("The gateway could not get a credential for The Cloud: Google's token server refuses it (invalid_grant).", error.Message);
    }

    [Fact]
    public async Task Fifty_requests_ask_for_one_token_and_for_the_next_one_before_it_ends()
    {
        UseServiceAccount();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.AuthoriseAsync()));
        Assert.Single(server.Requests);

        fixture.Time.Advance(GoogleTokenService.Lifetime - LeaseCache<string>.Ahead);
        Assert.All(await AskFiftyAsync(), authorisation => Assert.EndsWith("token-1", authorisation));
        await Eventually.TrueAsync(async () => (await fixture.AuthorisationAsync()).EndsWith("token-2", StringComparison.Ordinal));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Fifty_requests_that_find_the_token_ended_ask_for_one()
    {
        UseServiceAccount();
        await fixture.AuthoriseAsync();
        fixture.Time.Advance(GoogleTokenService.Lifetime);

        Assert.All(await AskFiftyAsync(), authorisation => Assert.EndsWith("token-2", authorisation));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_token_that_was_refused_is_replaced_once()
    {
        UseServiceAccount();
        await fixture.AuthoriseAsync();

        Assert.True(await fixture.RenewAsync("ya29.token-1"));
        Assert.Equal("Bearer ya29.token-2", await fixture.AuthorisationAsync());
        Assert.False(await fixture.RenewAsync("ya29.token-2"));
    }

    [Fact]
    public async Task An_account_that_was_disabled_is_told_in_Googles_word()
    {
        UseServiceAccount();
        google.Key.ImportRSAPrivateKey(System.Security.Cryptography.RSA.Create(2048).ExportRSAPrivateKey(), out _);

        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.Equal(ErrorKind.UpstreamCredential, error.Kind);
        Assert.Equal("The gateway could not get a credential for The Cloud: Google's token server refuses it (invalid_grant).", error.Message);
    }

    [Fact]
    public async Task A_token_server_that_is_out_of_reach_is_told()
    {
        UseServiceAccount();
        await server.DisposeAsync();

        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.Equal("The gateway could not get a credential for The Cloud: Google's token server cannot be reached.", error.Message);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"type":"gdch_service_account"}""")]
    [InlineData("""{"type":"service_account","client_email":"a@b","token_uri":"http://127.0.0.1:1/token","private_key":"canary"}""")]
    [InlineData("""{"type":"service_account"}""")]
    [InlineData("""{"type":"external_account","audience":"x"}""")]
    [InlineData("""{"type":"authorized_user"}""")]
    public async Task Credentials_that_are_none_are_told_without_them(string json)
    {
        fixture.Secrets["credentials-json"] = json;

        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.Equal("The gateway could not get a credential for The Cloud: Google's credentials are not as they should be.", error.Message);
    }

    [Fact]
    public async Task A_missing_credential_is_told_with_every_way_to_give_one()
    {
        var error = (await Assert.ThrowsAsync<GatewayException>(fixture.AuthoriseAsync)).Error;

        Assert.False(await fixture.HasAsync());
        Assert.Equal(
            "The gateway has no credential for The Cloud: its operator sets Providers:cloud:ApiKey or the Key Vault secret cloud-api-key; "
            + "or Providers:cloud:CredentialsJson or the Key Vault secret cloud-credentials-json; or Providers:cloud:Parameters:credentialsFile; "
            + "or signs in with gcloud auth application-default login.",
            error.Message);
    }

    private Task<string[]> AskFiftyAsync() => Task.WhenAll(Enumerable.Range(0, 50).Select(_ => fixture.AuthorisationAsync()));

    private void UseServiceAccount() => fixture.Secrets["credentials-json"] = google.ServiceAccountJson();

    private void UseForeignIdentity(bool fromFile)
    {
        var file = Path.Combine(directory, "subject");
        File.WriteAllText(file, GoogleTokenService.SubjectToken);
        fixture.Secrets["credentials-json"] = JsonSerializer.Serialize(new
        {
            type = "external_account",
            audience = GoogleTokenService.Audience,
            subject_token_type = "urn:ietf:params:oauth:token-type:jwt",
            token_url = $"{server.Address}/v1/token",
            service_account_impersonation_url = $"{server.Address}/v1/projects/-/serviceAccounts/{GoogleTokenService.Account}:generateAccessToken",
            credential_source = fromFile
                ? (object)new { file }
                : new { url = $"{server.Address}/subject", headers = new { Metadata = "True" }, format = new { type = "json", subject_token_field_name = "access_token" } },
        });
    }
}
