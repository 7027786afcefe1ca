using System.Globalization;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Calls that are signed instead of bearing a key, before a service that recomputes what was signed.</summary>
public sealed class AwsSignatureCallTests
{
    private const string KeyId = "AKIAIOSFODNN7EXAMPLE";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Session = "FwoGZXIvYXdzEXAMPLE+session/token==";

    private readonly ManualTimeProvider time = new();

    private AwsAccount Account => new() { AccessKeyId = KeyId, SecretAccessKey = Secret, Region = "eu-central-1", Time = time };

    [Theory]
    [InlineData(null)]
    [InlineData(Session)]
    public async Task Keys_sign_what_is_sent(string? session)
    {
        await using var upstream = await StartAsync(Account with { SessionToken = session });
        await using var gateway = await GatewayUnderTest.StartAsync(Settings(upstream, session: session));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Bedrock.Model));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Empty(upstream.Violations);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal("/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse-stream", request.Target);
        Assert.StartsWith($"AWS4-HMAC-SHA256 Credential={KeyId}/20261104/eu-central-1/bedrock/aws4_request,", request.Headers["Authorization"]);
        Assert.Equal(session, request.Headers.GetValueOrDefault("X-Amz-Security-Token"));
    }

    [Theory]
    [InlineData("us-east-1", Secret, 0)]
    [InlineData("eu-central-1", "another/secret", 0)]
    [InlineData("eu-central-1", Secret, 6)]
    [InlineData("eu-central-1", Secret, -6)]
    public async Task Who_signs_with_the_wrong_region_secret_or_time_is_told_that_the_gateway_s_credential_was_refused(string region, string secret, int minutes)
    {
        await using var upstream = await StartAsync(Account);
        await using var gateway = await GatewayUnderTest.StartAsync(Settings(upstream, region, secret));
        gateway.Time.Advance(TimeSpan.FromMinutes(minutes + 10));
        time.Advance(TimeSpan.FromMinutes(10));

        var answer = await gateway.PostAsync(Ask.Question(Wire.Bedrock.Model));

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
        var told = answer.Text + string.Join('\n', gateway.Logs.Lines);
        Assert.All([KeyId, secret, "Signature="], shown => Assert.DoesNotContain(shown, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_call_is_signed_anew()
    {
        await using var upstream = await StartAsync(Account);
        await using var gateway = await GatewayUnderTest.StartAsync(Settings(upstream));

        await gateway.PostAsync(Ask.Question(Wire.Bedrock.Model));
        gateway.Time.Advance(TimeSpan.FromHours(1));
        time.Advance(TimeSpan.FromHours(1));
        var later = await gateway.PostAsync(Ask.Question(Wire.Bedrock.Model));

        Assert.Equal(200, later.Status);
        Assert.Equal(
            [time.GetUtcNow().AddHours(-1), time.GetUtcNow()],
            upstream.Requests.Select(request => DateTimeOffset.ParseExact(request.Headers["X-Amz-Date"], "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)));
    }

    [Fact]
    public async Task Claude_at_the_other_service_is_signed_for_that_service()
    {
        await using var upstream = await UpstreamSimulator.StartAsync(BedrockMantle.Claude(Account), Told.Session);
        await using var gateway = await GatewayUnderTest.StartAsync(Settings(upstream, model: "anthropic.claude-haiku-4-5"));

        var answer = await gateway.PostAsync(Ask.Question("bedrock/anthropic.claude-haiku-4-5"));

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Empty(upstream.Violations);
        var request = Assert.Single(upstream.Requests);
        Assert.Equal("/anthropic/v1/messages", request.Target);
        Assert.Contains("/eu-central-1/bedrock-mantle/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
    }

    private static Task<UpstreamSimulator> StartAsync(AwsAccount account) => UpstreamSimulator.StartAsync(new BedrockSimulator(account), Told.Session);

    /// <param name="model">The model that is served at an address of its own; the rest is at the provider's.</param>
    private static (string Name, string Value)[] Settings(
        UpstreamSimulator upstream, string region = "eu-central-1", string secret = Secret, string? session = null, string? model = null) =>
    [
        ("Providers:bedrock:Parameters:region", region),
        ("Providers:bedrock:AccessKeyId", KeyId),
        ("Providers:bedrock:SecretAccessKey", secret),
        .. session is null ? [] : new[] { ("Providers:bedrock:SessionToken", session) },
        .. model is null ? [("Providers:bedrock:BaseUrl", upstream.BaseUrl)] : new[] { ("Providers:bedrock:Models:0:Id", model), ("Providers:bedrock:Models:0:BaseUrl", upstream.BaseUrl) },
    ];
}
