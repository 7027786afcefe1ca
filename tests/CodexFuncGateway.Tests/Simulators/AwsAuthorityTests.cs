using System.Globalization;
using Amazon.Runtime;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream.Credentials.Aws;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Whom the simulated AWS lets in, and what it says to the others.</summary>
public sealed class AwsAuthorityTests
{
    private const string Path = "/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse-stream";

    private static readonly ManualTimeProvider Time = new();
    private static readonly AwsAccount Account = new() { AccessKeyId = "AKIDEXAMPLE", SecretAccessKey = "secret/+", SessionToken = "session", ApiKey = "key", Region = "eu-west-1", Time = Time };

    [Fact]
    public void A_right_signature_is_let_in() => Assert.Null(Refusal(Sign()));

    [Fact]
    public void An_API_key_is_let_in_and_another_is_not()
    {
        Assert.Null(Refusal(With("Authorization", "Bearer key")));
        Assert.Contains("make sure your API Key is valid", Refusal(With("Authorization", "Bearer other")));
        Assert.Contains("Missing Authentication Token", Refusal(With("Authorization", "")));
    }

    [Theory]
    [InlineData("us-east-1", "bedrock", "secret/+", 0, "valid region")]
    [InlineData("eu-west-1", "bedrock-mantle", "secret/+", 0, "correct service: 'bedrock'")]
    [InlineData("eu-west-1", "bedrock", "another", 0, "does not match the signature you provided")]
    [InlineData("eu-west-1", "bedrock", "secret/+", -6, "Signature expired")]
    [InlineData("eu-west-1", "bedrock", "secret/+", 6, "Signature not yet current")]
    public void A_wrong_one_is_told_what_is_wrong(string region, string service, string secret, int minutes, string message) =>
        Assert.Contains(message, Refusal(Sign(region, service, secret, minutes)));

    [Fact]
    public void What_was_signed_may_not_be_changed()
    {
        Assert.Contains("does not match", Refusal(Sign() with { Body = "{ }"u8.ToArray() }));
        Assert.Contains("does not match", Refusal(Sign() with { Target = Path.Replace("haiku", "opus", StringComparison.Ordinal) }));
        Assert.Contains("does not match", Refusal(Sign() with { Target = Path.Replace("%3A", ":", StringComparison.Ordinal) }));
        Assert.Contains("invalid", Refusal(With("X-Amz-Security-Token", "another")));
    }

    [Fact]
    public void A_session_that_is_over_is_over() => Assert.Contains("is expired", (Account with { IsExpired = true }).FindRejection(Sign())!.Body);

    private static string? Refusal(SimulatedRequest request)
    {
        var rejection = Account.FindRejection(request);
        Assert.True(rejection is null or { Status: 403 });
        return rejection?.Body;
    }

    private static SimulatedRequest With(string header, string value)
    {
        var request = Sign();
        return request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };
    }

    private static SimulatedRequest Sign(string region = "eu-west-1", string service = "bedrock", string secret = "secret/+", int minutes = 0)
    {
        var (body, time) = ("{}"u8.ToArray(), Time.GetUtcNow().AddMinutes(minutes));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = "127.0.0.1:5000",
            ["x-amz-date"] = time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            ["x-amz-security-token"] = "session",
            ["anthropic-version"] = "2023-06-01",
        };
        var scope = new AwsSigningScope(new ImmutableCredentials("AKIDEXAMPLE", secret, "session"), region, service, time);
        headers["Authorization"] = AwsSignature.Compute("POST", Path, "", headers, body, scope);
        return new SimulatedRequest("POST", Path, headers, body, default);
    }
}
