using CodexFuncGateway.Local;

namespace CodexFuncGateway.Tests.Local;

public sealed class LocalGreetingTests : IDisposable
{
    private readonly LocalHostFixture fixture = new();

    [Fact]
    public async Task It_holds_the_base_URL_the_key_and_a_configuration_for_Codex()
    {
        await using var host = await fixture.StartAsync(("Gateway:DevKey", "key-1"));

        Assert.Contains($"base URL     {host.Address}/openai/v1\n", host.Greeting);
        Assert.Contains("virtual key  key-1\n", host.Greeting);
        Assert.Contains($"base_url = \"{host.Address}/openai/v1\"\nmodel_catalog_url = \"{host.Address}/openai/v1/models\"\nenv_key = \"CODEX_GATEWAY_KEY\"\n", host.Greeting);
        Assert.Contains("demo/coder always works", host.Greeting);
    }

    [Fact]
    public async Task It_names_the_providers_that_have_a_credential_and_keeps_the_credential_to_itself()
    {
        await using var host = await fixture.StartAsync(("Providers:mistral:ApiKey", "canary-secret"));

        Assert.Matches(@"Providers with a credential: .*\bmistral\b", host.Greeting);
        Assert.DoesNotContain("canary-secret", host.Greeting);
    }

    [Fact]
    public async Task It_names_a_provider_that_has_an_identity_and_an_address_though_no_key()
    {
        await using var host = await fixture.StartAsync(
            ("Providers:vertex:CredentialsJson", "canary-json"),
            ("Providers:vertex:Parameters:project", "project-1"),
            ("Providers:bedrock:AccessKeyId", "canary-id"),
            ("Providers:bedrock:SecretAccessKey", "canary-secret"),
            ("Providers:bedrock:Parameters:region", "us-east-1"));

        Assert.Matches(@"Providers with a credential: .*\bbedrock\b.*\bvertex\b", host.Greeting);
        Assert.DoesNotContain("canary", host.Greeting);
    }

    [Fact]
    public async Task It_suggests_a_model_of_a_provider_that_has_a_credential()
    {
        // By name the first of all providers, whatever keys the machine has.
        await using var host = await fixture.StartAsync(("Providers:anthropic:ApiKey", "any"));

        Assert.Contains("model = \"anthropic/", host.Greeting);
    }

    [Fact]
    public async Task The_configuration_has_the_form_that_Codex_needs()
    {
        await using var host = await fixture.StartAsync();

        var expected = CodexSettings.Write($"{host.Address}/openai/v1", "MODEL").ReplaceLineEndings("\n").Split('\n').Skip(1);
        Assert.All(expected, line => Assert.Contains(line, host.Greeting));
    }

    [Fact]
    public async Task Wrong_settings_are_told_in_a_sentence_instead_of_a_start()
    {
        var exception = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync(("Providers:acme:BaseUrl", "http://127.0.0.1:1")));

        Assert.Contains("acme", exception.Message);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_in_a_sentence()
    {
        using var other = new LocalHostFixture();
        await using var host = await fixture.StartAsync();

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => other.StartAsync(("urls", host.Address)));

        Assert.Contains("already in use", exception.Message);
    }

    public void Dispose() => fixture.Dispose();
}
