using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What is particular to calls of Gemini, seen from the client's side and from Google's.</summary>
public sealed class GeminiCallTests
{
    private static readonly Wire Gemini = Wire.Gemini;

    private static readonly ScriptedStep Answer = new() { ExpectedOutputs = ["42"], Text = "Forty-two." };

    [Fact]
    public async Task The_model_is_named_in_the_path_and_the_key_in_a_header()
    {
        await using var upstream = await Gemini.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));

        await gateway.PostAsync(Ask.Question(Gemini.Model));

        var request = Assert.Single(upstream.Requests);
        Assert.Equal("/v1beta/models/gemini-3.5-flash:streamGenerateContent?alt=sse", request.Target);
        Assert.Equal(Wire.ProviderKey, request.Headers["x-goog-api-key"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_signature_comes_back_with_its_call()
    {
        await using var upstream = await Gemini.StartAsync(new ScriptedSession(Told.Step, Answer));
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));

        var first = await gateway.PostAsync(Ask.Question(Gemini.Model));
        await gateway.PostAsync(Continue(first.Terminal.Response.GetProperty("output")));

        Assert.Empty(upstream.Violations);
        var said = upstream.Requests[1].Json.GetProperty("contents")[1].GetProperty("parts").EnumerateArray().ToArray();
        Assert.Equal("RXBRQnNpZytmcm9udC9kb29yPT0=", Assert.Single(said, part => part.TryGetProperty("functionCall", out _)).GetProperty("thoughtSignature").GetString());
        Assert.DoesNotContain("RXBRQnNpZytmcm9udC9kb29yPT0", first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_the_client_lost_has_the_escape_in_its_place()
    {
        await using var upstream = await Gemini.StartAsync(new ScriptedSession(Answer));
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));
        var output = JsonSerializer.SerializeToElement(new[] { new { type = "function_call", call_id = "call_1", name = "look", arguments = "{}" } });

        var answer = await gateway.PostAsync(Continue(output));

        Assert.Equal(200, answer.Status);
        Assert.Empty(upstream.Violations);
        Assert.Equal("skip_thought_signature_validator", upstream.Requests[0].Json.GetProperty("contents")[1].GetProperty("parts")[0].GetProperty("thoughtSignature").GetString());
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("false", 1)]
    public async Task A_client_that_wants_one_call_at_a_time_gets_one(string parallel, int calls)
    {
        await using var upstream = await Gemini.StartAsync(new ScriptedSession(Told.Step with { Calls = [.. Told.Step.Calls, .. Told.Step.Calls] }));
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(Gemini.Model).Replace("\"store\":", $"\"parallel_tool_calls\":{parallel},\"store\":", StringComparison.Ordinal));

        Assert.Equal(calls, answer.Terminal.Response.GetProperty("output").EnumerateArray().Count(item => item.GetProperty("type").GetString() == "function_call"));
    }

    [Fact]
    public async Task The_wait_in_an_error_s_details_is_passed_on()
    {
        await using var upstream = await Gemini.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));
        upstream.Faults.FailWith(429, """{"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.4s"}]}}""");

        var answer = await gateway.PostAsync(Ask.Question(Gemini.Model));

        Assert.Equal((429, "rate_limit_exceeded", "35"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task A_key_that_is_refused_as_a_bad_request_is_no_fault_of_the_client_s()
    {
        await using var upstream = await Gemini.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));
        upstream.Faults.FailWith(400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""");

        var answer = await gateway.PostAsync(Ask.Question(Gemini.Model));

        Assert.Equal((502, "upstream_credential_refused"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_conversation_that_is_too_long_is_told_as_such()
    {
        await using var upstream = await Gemini.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));
        upstream.Faults.FailWith(400, """{"error":{"code":400,"message":"The input token count (1250074) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}""");

        Assert.Equal("context_length_exceeded", (await gateway.PostAsync(Ask.Question(Gemini.Model))).Code);
    }

    [Fact]
    public async Task A_blocked_prompt_is_an_incomplete_response_that_says_why()
    {
        await using var upstream = await Gemini.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Gemini.At(upstream));
        upstream.Faults.FailWith(
            200, "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":7}}\n\n", new Dictionary<string, string> { ["content-type"] = "text/event-stream" });

        var response = (await gateway.PostAsync(Ask.Question(Gemini.Model))).Terminal.Response;

        Assert.Equal(("incomplete", "content_filter"), (response.GetProperty("status").GetString(), response.GetProperty("incomplete_details").GetProperty("reason").GetString()));
        Assert.Contains("SAFETY", response.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    /// <summary>The question, what was answered, and an output for its call.</summary>
    private static string Continue(JsonElement output)
    {
        var body = JsonNode.Parse(Ask.Question(Gemini.Model))!;
        var call = output.EnumerateArray().Single(item => item.GetProperty("type").GetString() == "function_call").GetProperty("call_id").GetString();
        foreach (var item in output.EnumerateArray())
        {
            body["input"]!.AsArray().Add(JsonNode.Parse(item.GetRawText()));
        }

        body["input"]!.AsArray().Add(new JsonObject { ["type"] = "function_call_output", ["call_id"] = call, ["output"] = "42" });
        return body.ToJsonString();
    }
}
