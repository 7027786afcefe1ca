using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.CodexTests.Sdk;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.EventStreams;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>Amazon's own client takes the simulator for Bedrock, and its signatures hold.</summary>
public sealed class BedrockSdkTests
{
    private const string Budget = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
    private const string Adaptive = "global.anthropic.claude-opus-5";

    private static readonly AwsAccount Account = new()
    {
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE", SecretAccessKey = SimulatedProviders.Key, ApiKey = SimulatedProviders.Key, Region = "eu-west-1",
    };

    [VendorTheory("bedrock")]
    [InlineData("stream", Budget, "budget", "signature")]
    [InlineData("create", Budget, "budget", "signature")]
    [InlineData("stream", Adaptive, "adaptive", "session")]
    [InlineData("create", Adaptive, "adaptive", "session")]
    [InlineData("stream", Budget, "budget", "key")]
    public async Task The_client_completes_a_tool_loop_with_thinking(string scene, string model, string thinking, string proof)
    {
        await using var upstream = await StartAsync(WeatherSession.Script, proof == "session" ? Account with { SessionToken = "session/token+==" } : Account);

        var turns = await RunAsync(upstream, scene, model, ("THINKING", thinking), ("LOCK", proof), ("SESSION_TOKEN", proof == "session" ? "session/token+==" : ""));

        WeatherTurns.AssertRead(turns, upstream);
        Assert.Equal(["tool_use", "end_turn"], turns.EnumerateArray().Select(turn => turn.GetProperty("reason").GetString()));
        Assert.All(turns.EnumerateArray(), turn =>
        {
            Assert.Equal(("assistant", 1, "number"), (turn.GetProperty("role").GetString(), turn.GetProperty("signatures").GetInt32(), turn.GetProperty("measured").GetString()));
            Assert.Equal((100L, 20L), (turn.GetProperty("input").GetInt64(), turn.GetProperty("cached").GetInt64()));
        });
        Assert.All(upstream.Requests, request => Assert.StartsWith(proof == "key" ? "Bearer " : "AWS4-HMAC-SHA256 ", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    [VendorTheory("bedrock")]
    [InlineData("stream")]
    [InlineData("create")]
    public async Task The_client_brings_a_redacted_thought_back(string scene)
    {
        var first = WeatherSession.Script.Steps[0];
        await using var upstream = await StartAsync(
            new ScriptedSession(first with { Reasoning = first.Reasoning! with { Redacted = "EmwKAhgBEgy/redacted+==" } }, WeatherSession.Script.Steps[1]), Account);

        var turns = await RunAsync(upstream, scene, Adaptive, ("THINKING", "adaptive"));

        Assert.Empty(upstream.Violations);
        Assert.Equal("EmwKAhgBEgy/redacted+==", Assert.Single(turns[0].GetProperty("redacted").EnumerateArray()).GetString());
        Assert.Equal(WeatherSession.Answer, turns[1].GetProperty("text").GetString());
    }

    [VendorFact("bedrock")]
    public async Task The_client_reads_an_answer_of_a_model_that_does_not_think()
    {
        await using var upstream = await StartAsync(ScriptedSession.Saying("Hello — ✅"), Account);

        var turn = await RunAsync(upstream, "say", "us.meta.llama3-3-70b-instruct-v1:0");

        Assert.Equal(("Hello — ✅", "end_turn"), (turn.GetProperty("text").GetString(), turn.GetProperty("reason").GetString()));
        Assert.Empty(upstream.Violations);
    }

    [VendorTheory("bedrock")]
    [InlineData("eu-west-1", "no.such-model", "ValidationException", 400)]
    [InlineData("us-east-1", Budget, "InvalidSignatureException", 403)]
    public async Task The_client_understands_a_refusal(string region, string model, string name, int status)
    {
        await using var upstream = await StartAsync(WeatherSession.Script, Account);

        var error = await RunAsync(upstream, "fail", model, ("REGION", region));

        Assert.Equal((name, status), (error.GetProperty("name").GetString(), error.GetProperty("status").GetInt32()));
        Assert.StartsWith("aws-simulated", error.GetProperty("request").GetString());
    }

    [VendorFact("bedrock")]
    public async Task The_client_understands_an_exception_under_status_200()
    {
        await using var upstream = await StartAsync(WeatherSession.Script, Account);
        upstream.Faults.FailWith(
            200, EventStreamMessage.Exception("throttlingException", """{"message":"Slow down."}"""), new Dictionary<string, string> { ["content-type"] = "application/vnd.amazon.eventstream" });

        var error = await RunAsync(upstream, "fail", Budget);

        Assert.Equal(("ThrottlingException", "Slow down."), (error.GetProperty("name").GetString(), error.GetProperty("message").GetString()));
    }

    private static Task<UpstreamSimulator> StartAsync(ScriptedSession session, AwsAccount account) => UpstreamSimulator.StartAsync(new BedrockSimulator(account), session);

    private static Task<JsonElement> RunAsync(UpstreamSimulator upstream, string scene, string model, params (string Name, string Value)[] settings) => VendorClient.RunAsync(
        VendorSdk.Bedrock,
        upstream.BaseUrl,
        scene,
        model,
        [("ACCESS_KEY_ID", Account.AccessKeyId!), ("REGION", Account.Region), ("AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED", "true"), .. settings]);
}
