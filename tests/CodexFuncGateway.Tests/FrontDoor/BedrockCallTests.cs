using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What is particular to calls of Bedrock's models, seen from the client's side and from Amazon's.</summary>
public sealed class BedrockCallTests
{
    private const string Signature = "EpQBsig+front/door==";

    private static readonly Wire Bedrock = Wire.Bedrock;

    private static readonly ScriptedStep Answer = new() { ExpectedOutputs = ["42"], Text = "Forty-two." };

    [Fact]
    public async Task A_thought_comes_back_with_its_signature_and_is_sealed_on_the_way()
    {
        await using var upstream = await Bedrock.StartAsync(new ScriptedSession(Told.Step, Answer));
        await using var gateway = await GatewayUnderTest.StartAsync(Bedrock.At(upstream));

        var first = await gateway.PostAsync(Ask.Question(Bedrock.Model));
        await gateway.PostAsync(Continue(Bedrock.Model, first));

        Assert.Empty(upstream.Violations);
        var thought = upstream.Requests[1].Json.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("reasoningContent").GetProperty("reasoningText");
        Assert.Equal(("Six times seven.", Signature), (thought.GetProperty("text").GetString(), thought.GetProperty("signature").GetString()));
        Assert.DoesNotContain(Signature, first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_calls_no_tools_in_a_stream_is_asked_for_a_whole_reply_and_still_streamed_to_the_client()
    {
        await using var upstream = await Bedrock.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Bedrock.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question("bedrock/us.meta.llama3-3-70b-instruct-v1:0"));

        Assert.Equal("/model/us.meta.llama3-3-70b-instruct-v1%3A0/converse", Assert.Single(upstream.Requests).Target);
        Assert.Contains(answer.Terminal.Response.GetProperty("output").EnumerateArray(), item => item.GetProperty("type").GetString() == "function_call");
        Assert.Empty(upstream.Violations);
    }

    [Fact]
    public async Task Calls_that_are_numbered_anew_in_each_reply_get_ids_of_their_own()
    {
        const string Model = "bedrock/openai.gpt-5.5";
        await using var upstream = await UpstreamSimulator.StartAsync(
            BedrockMantle.OpenAI(new AwsAccount { ApiKey = Wire.ProviderKey }), new ScriptedSession(Told.Step, Told.Step with { ExpectedOutputs = ["42"] }, Answer));
        await using var gateway = await GatewayUnderTest.StartAsync(
            ("Providers:bedrock:Parameters:region", "us-east-1"),
            ("Providers:bedrock:ApiKey", Wire.ProviderKey),
            ("Providers:bedrock:Models:0:Id", "openai.gpt-5.5"),
            ("Providers:bedrock:Models:0:BaseUrl", upstream.BaseUrl));

        var first = await gateway.PostAsync(Ask.Question(Model));
        var second = await gateway.PostAsync(Continue(Model, first));
        var last = await gateway.PostAsync(Continue(Model, first, second));

        Assert.Equal("response.completed", last.Terminal.Type);
        Assert.Empty(upstream.Violations);
        Assert.NotEqual(CallIn(first), CallIn(second));
    }

    [Theory]
    [InlineData(400, "ValidationException", "Input is too long for requested model.", 400, "context_length_exceeded")]
    [InlineData(400, "ValidationException", "The model returned the following errors: prompt is too long: 208310 tokens > 200000 maximum", 400, "context_length_exceeded")]
    [InlineData(400, "ValidationException", "The provided model identifier is invalid.", 400, "invalid_request_error")]
    [InlineData(400, "ServiceQuotaExceededException", "You have exceeded the quota.", 429, "rate_limit_exceeded")]
    [InlineData(403, "AccessDeniedException", "You don't have access to the model with the specified model ID.", 502, "upstream_credential_refused")]
    [InlineData(429, "ThrottlingException", "Too many tokens, please wait before trying again.", 429, "rate_limit_exceeded")]
    [InlineData(429, "ModelNotReadyException", "Model is not ready for inference.", 429, "rate_limit_exceeded")]
    public async Task An_exception_s_type_counts_more_than_its_status(int status, string type, string message, int expectedStatus, string expectedCode)
    {
        await using var upstream = await Bedrock.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Bedrock.At(upstream));
        var headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = $"{type}:http://internal.amazon.com/coral/com.amazon.bedrock/" };
        upstream.Faults.FailWith(status, JsonSerializer.Serialize(new { message }), headers);

        var answer = await gateway.PostAsync(Ask.Question(Bedrock.Model));

        Assert.Equal((expectedStatus, expectedCode), (answer.Status, answer.Code));
    }

    private static string CallIn(Answer answer) => answer.Terminal.Response.GetProperty("output").EnumerateArray()
        .Single(item => item.GetProperty("type").GetString() == "function_call").GetProperty("call_id").GetString()!;

    /// <summary>The question, what was answered, and an output for each call.</summary>
    private static string Continue(string model, params Answer[] answers)
    {
        var body = JsonNode.Parse(Ask.Question(model))!;
        var input = body["input"]!.AsArray();
        foreach (var answer in answers)
        {
            foreach (var item in answer.Terminal.Response.GetProperty("output").EnumerateArray())
            {
                input.Add(JsonNode.Parse(item.GetRawText()));
            }

            input.Add(new JsonObject { ["type"] = "function_call_output", ["call_id"] = CallIn(answer), ["output"] = "42" });
        }

        return body.ToJsonString();
    }
}
