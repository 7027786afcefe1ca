using System.Text;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>State that belongs to one deployment: it never goes to another, and where its own maker cannot read it any more the session goes on without.</summary>
public sealed class RefusedStateTests
{
    private const string Payload = "c2lnBoundToItsMaker==";

    private static readonly ScriptedStep Work = new() { Reasoning = new ScriptedReasoning("I look it up.", Payload), Calls = [ScriptedCall.Function("look", new { path = "answer.txt" })] };
    private static readonly ScriptedStep Done = new() { ExpectedOutputs = ["forty-two"], Text = "It is 42." };

    /// <summary>How each that wants its state back says that it cannot read it.</summary>
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["openai"] = """{"error":{"message":"The encrypted content for item rs_1 could not be verified.","type":"invalid_request_error","param":null,"code":"invalid_encrypted_content"}}""",
        ["azure"] = """{"error":{"message":"The encrypted content gAAA could not be verified. Reason: Encrypted content could not be decrypted or parsed.","type":"invalid_request_error","param":null,"code":null}}""",
        ["xai"] = """{"code":"invalid-argument","error":"Encrypted content could not be decrypted or parsed."}""",
        ["anthropic"] = """{"type":"error","error":{"type":"invalid_request_error","message":"messages.1.content.0: Invalid `signature` in `thinking` block"}}""",
        ["bedrock"] = """{"message":"The model returned the following errors: messages.1.content.0: Invalid `signature` in `thinking` block"}""",
        ["gemini"] = """{"error":{"code":400,"message":"Thought signature is not valid.","status":"INVALID_ARGUMENT"}}""",
    };

    public static TheoryData<string> Providers => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task It_is_left_out_and_the_request_sent_once_more(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Work, Done));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = new Conversation().Say("Six times seven?");
        conversation.Hear(await gateway.PostAsync(conversation.Request(wire.Model))).Answer("forty-two");
        upstream.Faults.FailWith(400, Refusals[provider], requests: 2);

        var answer = await gateway.PostAsync(conversation.Request(wire.Model));

        Assert.Equal((400, "invalid_encrypted_content"), (answer.Status, answer.Code));
        Assert.Equal(3, upstream.Requests.Count);
        Assert.Equal([true, false], upstream.Requests.Skip(1).Select(HoldsState));
        Assert.Equal([(LedgerOutcome.Completed, true), (LedgerOutcome.Rejected, false)], (await gateway.Ledger.RowsAsync()).Select(row => (row.Outcome, row.CostNanoUsd > 0)).Order());
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("bedrock")]
    public async Task A_session_goes_on_without_its_thoughts(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Work, Done));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var conversation = new Conversation().Say("Six times seven?");
        conversation.Hear(await gateway.PostAsync(conversation.Request(wire.Model))).Answer("forty-two");
        upstream.Faults.FailWith(400, Refusals[provider]);

        var answer = await gateway.PostAsync(conversation.Request(wire.Model));

        Assert.Equal([], upstream.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(2, (await gateway.Ledger.RowsAsync()).Count);
    }

    /// <summary>Two resources of one provider: the same dialect, provider and model, at another address.</summary>
    [Theory]
    [InlineData("openai")]
    [InlineData("azure")]
    [InlineData("xai")]
    public async Task The_same_model_at_another_address_does_not_get_it(string provider)
    {
        var wire = Wire.Of(provider);
        await using var maker = await wire.StartAsync(new ScriptedSession(Work));
        await using var other = await wire.StartAsync(new ScriptedSession(Done));
        await using var before = await GatewayUnderTest.StartAsync(wire.At(maker));
        await using var after = await GatewayUnderTest.StartAsync(wire.At(other));
        var conversation = new Conversation().Say("Six times seven?");
        conversation.Hear(await before.PostAsync(conversation.Request(wire.Model))).Answer("forty-two");

        var answer = await after.PostAsync(conversation.Request(wire.Model));

        Assert.Equal([], other.Violations);
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.DoesNotContain(Payload, Encoding.UTF8.GetString(other.Requests[0].Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_complaint_is_not_asked_about_twice()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        upstream.Faults.FailWith(400, """{"error":{"message":"No.","type":"invalid_request_error","param":null,"code":"invalid_value"}}""");

        var answer = await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));

        Assert.Equal("invalid_value", answer.Code);
        Assert.Single(upstream.Requests);
    }

    /// <summary>Google's signatures are Base64.</summary>
    private static bool HoldsState(SimulatedRequest request) => Encoding.UTF8.GetString(request.Body) is var body
        && (body.Contains(Payload, StringComparison.Ordinal) || body.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes(Payload)), StringComparison.Ordinal));
}
