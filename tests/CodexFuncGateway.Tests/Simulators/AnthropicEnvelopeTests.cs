using CodexFuncGateway.Simulators.Anthropic;
using static CodexFuncGateway.Tests.Simulators.AnthropicRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Headers, top-level names, tools and cache marks at the simulated Messages API.</summary>
public sealed class AnthropicEnvelopeTests
{
    private const string Mark = """{"type":"ephemeral"}""";

    [Fact]
    public void A_good_tool_loop_is_accepted() => Assert.Null(ToolLoop().Refusal());

    [Fact]
    public void A_request_without_a_key_is_unauthorized()
    {
        var wire = new AnthropicSimulator();

        Assert.Equal(401, wire.FindRejection(Question().To(wire, ("anthropic-version", "2023-06-01")))!.Status);
    }

    [Fact]
    public void A_request_without_a_version_is_refused()
    {
        var wire = new AnthropicSimulator();

        Assert.Contains("anthropic-version", wire.FindRejection(Question().To(wire, ("x-api-key", "key")))!.Body);
    }

    [Theory]
    [InlineData("store", "false", "store: Extra inputs are not permitted")]
    [InlineData("max_tokens", "64001", "max_tokens: 64001 > 64000")]
    [InlineData("max_tokens", "0", "max_tokens: Input should be greater")]
    [InlineData("metadata", """{"team":"a"}""", "metadata.team: Extra inputs")]
    [InlineData("tool_choice", """{"type":"tool","name":"other"}""", "not found in provided tools")]
    [InlineData("tool_choice", """{"type":"required"}""", "Input tag 'required'")]
    [InlineData("tool_choice", "\"auto\"", "Input tag ''")]
    public void A_wrong_top_level_value_is_refused(string name, string value, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body[name] = SimulatedRequests.Json(value)).Refusal());

    [Fact]
    public void The_output_limit_is_required() => Assert.Equal("max_tokens: Field required", Question().With(body => body.Remove("max_tokens")).Refusal());

    [Theory]
    [InlineData("""{"name":"a b","input_schema":{"type":"object"}}""", "name: String should match pattern")]
    [InlineData("""{"name":"a"}""", "input_schema: Field required")]
    [InlineData("""{"name":"a","input_schema":{"type":"string"}}""", "input_schema.type: Input should be 'object'")]
    [InlineData("""{"name":"a","input_schema":{"type":"object","anyOf":[]}}""", "does not support oneOf")]
    [InlineData("""{"name":"a","description":"","input_schema":{"type":"object"}}""", "at least 1 character")]
    [InlineData("""{"type":"custom","name":"a","input_schema":{"type":"object"},"format":{}}""", "tools.1.custom.format: Extra inputs")]
    [InlineData("""{"type":"function","name":"a","parameters":{}}""", "Input tag 'function'")]
    [InlineData("""{"name":"shell","input_schema":{"type":"object"}}""", "Tool names must be unique")]
    public void A_wrong_tool_is_refused(string tool, string message) =>
        Assert.Contains(message, Question().With(body => body["tools"]!.AsArray().Add(SimulatedRequests.Json(tool))).Refusal());

    [Fact]
    public void Tool_blocks_in_the_history_need_tools() => Assert.Contains("must define `tools`", ToolLoop().With(body => body.Remove("tools")).Refusal());

    [Fact]
    public void Four_cache_marks_are_accepted_and_a_fifth_is_not()
    {
        var marked = ToolLoop().With(body =>
        {
            body["tools"]![0]!["cache_control"] = SimulatedRequests.Json(Mark);
            body["system"]![0]!["cache_control"] = SimulatedRequests.Json(Mark);
            body.Content(0)[0]!["cache_control"] = SimulatedRequests.Json(Mark);
            body.Content(2)[0]!["cache_control"] = SimulatedRequests.Json(Mark);
        });

        Assert.Null(marked.Refusal());
        Assert.Contains("Found 5", marked.With(body => body.Content(1)[0]!["cache_control"] = SimulatedRequests.Json(Mark)).Refusal());
    }

    [Theory]
    [InlineData("""{"type":"persistent"}""", "cache_control.type")]
    [InlineData("""{"type":"ephemeral","ttl":"2h"}""", "cache_control.ttl")]
    public void A_cache_mark_of_an_unknown_kind_is_refused(string mark, string message) =>
        Assert.Contains(message, ToolLoop().With(body => body.Content(0)[0]!["cache_control"] = SimulatedRequests.Json(mark)).Refusal());

    [Fact]
    public void A_long_lived_cache_mark_may_not_follow_a_short_lived_one()
    {
        var body = ToolLoop();
        body["system"]![0]!["cache_control"] = SimulatedRequests.Json(Mark);
        body.Content(0)[0]!["cache_control"] = SimulatedRequests.Json("""{"type":"ephemeral","ttl":"1h"}""");

        Assert.Contains("must not come after", body.Refusal());
    }

    [Fact]
    public void A_cache_mark_on_a_thinking_block_is_refused()
    {
        var body = ToolLoop();
        body.Content(1).Insert(0, SimulatedRequests.Json("""{"type":"thinking","thinking":"","signature":"s","cache_control":{"type":"ephemeral"}}"""));

        Assert.Contains("thinking.cache_control: Extra inputs", body.Refusal());
    }
}
