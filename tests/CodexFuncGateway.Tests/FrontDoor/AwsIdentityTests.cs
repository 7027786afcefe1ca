using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Bedrock with signatures instead of a key; the simulated account recomputes every one of them.</summary>
public sealed class AwsIdentityTests : IAsyncLifetime
{
    private const string Model = "bedrock/us.anthropic.claude-haiku-4-5-20251001-v1:0";
    private const string Secret = "wJalr+canary/secret+key";

    private readonly string directory = Directory.CreateTempSubdirectory("aws").FullName;
    private readonly ManualTimeProvider time = new();
    private LoopbackServer sts = null!;

    public async Task InitializeAsync()
    {
        sts = await LoopbackServer.StartAsync(new AwsTokenService(time).Answer);
        await File.WriteAllTextAsync(Path.Combine(directory, "token"), AwsTokenService.Token);
    }

    public async Task DisposeAsync()
    {
        await sts.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("canary/session+token==")]
    public async Task Keys_sign_the_request_as_the_account_computes_it(string? session)
    {
        await using var upstream = await StartAsync(new AwsAccount { AccessKeyId = "AKIAEXAMPLE", SecretAccessKey = Secret, SessionToken = session });
        await using var gateway = await StartAsync(upstream, ("AccessKeyId", "AKIAEXAMPLE"), ("SecretAccessKey", Secret), ("SessionToken", session));

        var answer = await gateway.PostAsync(Ask.Question(Model));

        Assert.Empty(upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Text.Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fifty_calls_at_once_take_the_role_once()
    {
        await using var upstream = await StartAsync(AccountOf(1));
        await using var gateway = await StartAsync(upstream, Role);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => gateway.PostAsync(Ask.Question(Model))));

        Assert.Empty(upstream.Violations);
        Assert.All(answers, answer => Assert.Equal("response.completed", answer.Terminal.Type));
        Assert.Single(sts.Requests);
    }

    [Fact]
    public async Task Keys_of_a_role_that_AWS_no_longer_takes_are_replaced_and_the_client_notices_nothing()
    {
        await using var upstream = await StartAsync(AccountOf(2));
        await using var gateway = await StartAsync(upstream, Role);

        var answer = await gateway.PostAsync(Ask.Question(Model));

        Assert.StartsWith("403 ", Assert.Single(upstream.Violations));
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal((2, 2), (upstream.Requests.Count, sts.Requests.Count));
    }

    [Theory]
    [InlineData("eu-west-1", false)]
    [InlineData("us-east-1", true)]
    public async Task A_wrong_region_and_a_session_that_is_over_are_told_after_one_more_attempt(string region, bool isExpired)
    {
        await using var upstream = await StartAsync(AccountOf(1) with { IsExpired = isExpired });
        await using var gateway = await StartAsync(upstream, [.. Role, ("Parameters:region", region)]);

        var answer = await gateway.PostAsync(Ask.Question(Model));

        Assert.Equal(
            (502, "upstream_credential_refused", "Amazon Bedrock refused the gateway's credential, or it may not use this model."),
            (answer.Status, answer.Code, answer.Message));
        Assert.Equal((2, 2), (upstream.Requests.Count, sts.Requests.Count));
    }

    [Fact]
    public async Task Neither_keys_nor_tokens_are_found_in_a_log_or_a_span()
    {
        using var traces = new Traces();
        await using var upstream = await StartAsync(AccountOf(2));
        await using var gateway = await StartAsync(upstream, Role);

        await gateway.PostAsync(Ask.Question(Model));
        await File.WriteAllTextAsync(Path.Combine(directory, "token"), "canary-token");
        time.Advance(AwsTokenService.Lifetime);
        var refused = await gateway.PostAsync(Ask.Question(Model));

        Assert.Equal(
            (502, "The gateway could not get a credential for Amazon Bedrock: AWS does not let the gateway take the role (InvalidIdentityToken)."),
            (refused.Status, refused.Message));
        foreach (var secret in (string[])["secret-1", "secret-2", "session-1", "session-2", AwsTokenService.Token, "canary-token"])
        {
            Assert.DoesNotContain(gateway.Logs.Lines, line => line.Text.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(traces.Lines, line => line.Contains(secret, StringComparison.Ordinal));
        }
    }

    private (string Name, string? Value)[] Role =>
    [
        ("Parameters:roleArn", AwsTokenService.Role),
        ("Parameters:webIdentityTokenFile", Path.Combine(directory, "token")),
        ("Parameters:stsEndpoint", sts.Address),
    ];

    /// <summary>The session that the token service gives as its n-th.</summary>
    private static AwsAccount AccountOf(int number) =>
        new() { AccessKeyId = $"ASIAEXAMPLE{number}", SecretAccessKey = $"secret-{number}", SessionToken = $"session-{number}" };

    private Task<UpstreamSimulator> StartAsync(AwsAccount account) =>
        UpstreamSimulator.StartAsync(new BedrockSimulator(account with { Time = time }), Told.Session);

    private Task<GatewayUnderTest> StartAsync(UpstreamSimulator upstream, params (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Providers:bedrock:BaseUrl"] = upstream.BaseUrl,
            ["Providers:bedrock:Parameters:region"] = "us-east-1",
            ["Providers:bedrock:Parameters:credentialsFile"] = Path.Combine(directory, "none"),
        };
        foreach (var (name, value) in settings)
        {
            all[$"Providers:bedrock:{name}"] = value;
        }

        return GatewayUnderTest.StartAsync(all, services => services.AddSingleton<TimeProvider>(time));
    }
}
