using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.ChatCompletions;
using static CodexFuncGateway.Tests.Simulators.ChatRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>What every simulated host of chat completions refuses, and what only one of them does.</summary>
public sealed class ChatSimulatorTests
{
    private const string LongName = "a2345678901234567890123456789012345678901234567890123456789012345";

    [Theory]
    [InlineData("generic")]
    [InlineData("mistral")]
    [InlineData("groq")]
    [InlineData("cerebras")]
    [InlineData("vllm")]
    [InlineData("ollama")]
    [InlineData("huggingface")]
    [InlineData("nebius")]
    [InlineData("parasail")]
    [InlineData("sgl")]
    [InlineData("azure")]
    [InlineData("azure-mistral")]
    public void A_good_tool_loop_is_accepted(string provider) => Assert.Null(ToolLoop().Refusal(Named(provider)));

    [Fact]
    public void A_request_without_a_key_is_unauthorized()
    {
        var wire = new ChatCompletionsSimulator(ChatProviders.Groq);

        Assert.Equal(401, wire.FindRejection(ToolLoop().To(wire))!.Status);
    }

    [Theory]
    [InlineData("generic", "store", "true", 400, """{"error":{"message":"property 'store' is unsupported","type":"invalid_request_error","param":"store","code":"unsupported_parameter"}}""")]
    [InlineData("mistral", "store", "true", 422, """{"detail":[{"type":"extra_forbidden","loc":["body","store"],"msg":"Extra inputs are not permitted"}]}""")]
    [InlineData("mistral", "max_completion_tokens", "5", 422, "extra_forbidden")]
    [InlineData("mistral", "reasoning_effort", "\"low\"", 400, "none, high")]
    [InlineData("groq", "metadata", "{}", 400, "'metadata' is unsupported")]
    [InlineData("groq", "reasoning_format", "\"raw\"", 400, "`parsed` or `hidden`")]
    [InlineData("cerebras", "parallel_tool_calls", "true", 400, """{"message":"property 'parallel_tool_calls' is unsupported","type":"invalid_request_error","param":"parallel_tool_calls","code":"unsupported_parameter"}""")]
    [InlineData("vllm", "prompt_cache_key", "\"k\"", 400, "\"type\":\"BadRequestError\"")]
    [InlineData("ollama", "tool_choice", "\"auto\"", 400, "'tool_choice' is unsupported")]
    [InlineData("ollama", "reasoning_effort", "\"xhigh\"", 400, "none, low, medium, high, max")]
    [InlineData("huggingface", "parallel_tool_calls", "true", 400, "'parallel_tool_calls' is unsupported")]
    [InlineData("nebius", "parallel_tool_calls", "true", 400, """{"detail":"property 'parallel_tool_calls' is unsupported"}""")]
    [InlineData("parasail", "parallel_tool_calls", "true", 400, "\"type\":\"BadRequestError\"")]
    [InlineData("sgl", "store", "false", 400, """{"object":"error","message":"property 'store' is unsupported","type":"BadRequest","param":"store","code":400}""")]
    [InlineData("azure", "max_completion_tokens", "5", 400, "'max_completion_tokens' is unsupported")]
    [InlineData("azure", "prompt_cache_key", "\"k\"", 400, "'prompt_cache_key' is unsupported")]
    [InlineData("generic", "tools", "[]", 400, "between 1 and 128")]
    [InlineData("generic", "tool_choice", "\"any\"", 400, "Invalid value for 'tool_choice'")]
    [InlineData("mistral", "tool_choice", "\"any\"", 200, "")]
    [InlineData("generic", "tool_choice", """{"type":"function","function":{"name":"other"}}""", 400, "Invalid value for 'tool_choice'")]
    [InlineData("generic", "stream", "false", 400, "only streams")]
    public void A_top_level_value_is_refused_in_the_providers_words(string provider, string name, string value, int status, string fragment)
    {
        var rejection = ToolLoop().With(body => body[name] = SimulatedRequests.Json(value)).Refusal(Named(provider));

        Assert.Equal(status, rejection?.Status ?? 200);
        Assert.Contains(fragment, Unescape(rejection?.Body));
    }

    [Fact]
    public void Two_output_limits_are_refused()
    {
        var body = ToolLoop();
        body["max_tokens"] = 1;
        body["max_completion_tokens"] = 1;

        Assert.Contains("only one of", body.Refusal(ChatProviders.Generic)!.Body);
    }

    [Theory]
    [InlineData("tool_choice", "\"auto\"")]
    [InlineData("parallel_tool_calls", "true")]
    public void A_choice_of_tools_needs_tools(string name, string value)
    {
        var body = ToolLoop().With(body => body[name] = SimulatedRequests.Json(value));
        body.Remove("tools");

        Assert.Contains("only allowed when", body.Refusal(ChatProviders.Generic)!.Body);
    }

    [Theory]
    [InlineData("""{"type":"custom","custom":{"name":"a"}}""", "Only `type")]
    [InlineData("""{"type":"function","function":{"name":"a.b"}}""", "Function name must be")]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"" + LongName + "\"}}", "maximum length of 64")]
    [InlineData("""{"type":"function","function":{"name":"a","parameters":{"type":"string"}}}""", "must be a JSON Schema")]
    [InlineData("""{"type":"function","name":"a"}""", "'tools.1.name' is unsupported")]
    [InlineData("""{"type":"function","function":{"name":"shell"}}""", "must be unique")]
    public void A_wrong_tool_is_refused(string tool, string fragment) =>
        Assert.Contains(fragment, Unescape(ToolLoop().With(body => body["tools"]!.AsArray().Add(SimulatedRequests.Json(tool))).Refusal(ChatProviders.Generic)!.Body));

    [Theory]
    [InlineData("generic", """{"role":"developer","content":"x"}""", "unknown role 'developer'")]
    [InlineData("generic", """{"role":"user","content":[{"type":"input_text","text":"x"}]}""", "'input_text'")]
    [InlineData("generic", """{"role":"assistant","content":null}""", "must have either content or tool_calls")]
    [InlineData("generic", """{"role":"assistant","content":"x","reasoning_content":"y"}""", "'messages.4.reasoning_content' is unsupported")]
    [InlineData("cerebras", """{"role":"assistant","content":"x","reasoning_content":"y"}""", "'messages.4.reasoning_content' is unsupported")]
    [InlineData("groq", """{"role":"user","name":"me","content":"x"}""", "'messages.4.name' is unsupported")]
    [InlineData("vllm", """{"role":"system","content":"x"}""", "System message must be at the beginning")]
    [InlineData("mistral", """{"role":"user","content":"x"}""", "Unexpected role 'user' after role 'tool'")]
    [InlineData("mistral", """{"role":"assistant","content":"x"}""", "Expected last role User or Tool")]
    public void A_wrong_last_message_is_refused(string provider, string message, string fragment) =>
        Assert.Contains(fragment, Unescape(ToolLoop().With(body => body.Messages().Add(SimulatedRequests.Json(message))).Refusal(Named(provider))?.Body));

    [Theory]
    [InlineData("ollama", false)]
    [InlineData("huggingface", false)]
    [InlineData("vllm", true)]
    public void A_strict_function_is_refused_where_nobody_knows_the_word(string provider, bool accepted) =>
        Assert.Equal(accepted, ToolLoop().With(body => body["tools"]![0]!["function"]!["strict"] = true).Refusal(Named(provider)) is null);

    [Fact]
    public void Reasoning_is_accepted_where_the_provider_has_a_field_for_it()
    {
        var body = ToolLoop();
        body.Messages()[2]!["reasoning"] = "Hm.";

        Assert.Null(body.Refusal(ChatProviders.Cerebras));
    }

    [Fact]
    public void An_unanswered_call_is_refused() =>
        Assert.Contains("did not have response messages: abcDEF123", ToolLoop().With(body => body.Messages().RemoveAt(3)).Refusal(ChatProviders.Generic)!.Body);

    [Fact]
    public void An_orphan_result_is_refused() =>
        Assert.Contains("must be a response to a preceding message", ToolLoop().With(body => body.Messages().RemoveAt(2)).Refusal(ChatProviders.Generic)!.Body);

    [Fact]
    public void Mistral_refuses_a_foreign_call_id()
    {
        var body = ToolLoop();
        body.Messages()[2]!["tool_calls"]![0]!["id"] = "call_abc123";
        body.Messages()[3]!["tool_call_id"] = "call_abc123";

        Assert.Equal("3280", JsonNode.Parse(body.Refusal(ChatProviders.Mistral)!.Body)!["code"]!.GetValue<string>());
    }

    [Fact]
    public void Vllm_refuses_arguments_that_are_no_object() =>
        Assert.Contains(
            "are not a JSON object",
            ToolLoop().With(body => body.Messages()[2]!["tool_calls"]![0]!["function"]!["arguments"] = "{bad").Refusal(ChatProviders.Vllm)!.Body);

    [Fact]
    public void DeepSeek_refuses_a_tool_turn_without_its_reasoning() =>
        Assert.Contains("must be passed back", ToolLoop().Refusal(ChatProviders.DeepSeek)!.Body);

    private static string Unescape(string? body) => (body ?? "").Replace("\\u0027", "'").Replace("\\u0060", "`").Replace("\\u0022", "\"");
}
