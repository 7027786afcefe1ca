using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Scripts;
using static CodexFuncGateway.Tests.Simulators.AnthropicRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Thinking at the simulated Messages API: which model takes which form, and what must come back of it.</summary>
public sealed class AnthropicThinkingTests
{
    private const string Budget = """{"type":"enabled","budget_tokens":2048}""";

    [Theory]
    [InlineData("claude-sonnet-4-5", Budget, null)]
    [InlineData("claude-sonnet-4-5", """{"type":"adaptive"}""", "adaptive thinking is not supported")]
    [InlineData("claude-opus-5", """{"type":"adaptive"}""", null)]
    [InlineData("claude-opus-5", Budget, "is not supported for this model")]
    [InlineData("claude-sonnet-4-6", Budget, null)]
    [InlineData("claude-sonnet-4-5", """{"type":"enabled","budget_tokens":1023}""", "greater than or equal to 1024")]
    [InlineData("claude-sonnet-4-5", """{"type":"enabled","budget_tokens":4096}""", "`max_tokens` must be greater")]
    [InlineData("claude-sonnet-4-5", """{"type":"enabled"}""", "budget_tokens: Field required")]
    [InlineData("claude-fable-5", """{"type":"disabled"}""", "is not supported for this model")]
    public void A_model_takes_only_its_own_form_of_thinking(string model, string thinking, string? message)
    {
        var body = Question();
        body["model"] = model;
        body["thinking"] = SimulatedRequests.Json(thinking);

        AnthropicHistoryTests.AssertMatches(message, body.Refusal());
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", "high", "does not support the effort parameter")]
    [InlineData("claude-opus-4-6", "xhigh", "does not support effort level 'xhigh'")]
    [InlineData("claude-opus-5", "xhigh", null)]
    public void An_effort_must_be_one_of_the_models_own(string model, string effort, string? message)
    {
        var body = Question();
        body["model"] = model;
        body["output_config"] = new JsonObject { ["effort"] = effort };

        AnthropicHistoryTests.AssertMatches(message, body.Refusal());
    }

    [Theory]
    [InlineData("temperature", "0.5", "`temperature` may only be set to 1")]
    [InlineData("top_k", "5", "`top_k` must be unset")]
    [InlineData("top_p", "0.5", "`top_p` must be between")]
    [InlineData("tool_choice", """{"type":"any"}""", "forces tool use")]
    public void Thinking_excludes_other_parameters(string name, string value, string message)
    {
        var body = Question();
        body["thinking"] = SimulatedRequests.Json(Budget);
        body[name] = SimulatedRequests.Json(value);

        Assert.Contains(message, body.Refusal());
    }

    [Fact]
    public void A_newest_model_refuses_sampling_parameters()
    {
        var body = Question();
        body["model"] = "claude-opus-5";
        body["temperature"] = 1;

        Assert.Contains("`temperature` is not supported", body.Refusal());
    }

    [Fact]
    public void Issued_blocks_are_accepted_when_they_come_back_unchanged()
    {
        var (wire, body) = AfterAThoughtfulCall();

        Assert.Null(body.Refusal(wire));
    }

    [Fact]
    public void A_changed_thought_is_refused()
    {
        var (wire, body) = AfterAThoughtfulCall();
        body.Content(1)[1]!["thinking"] = "I thought otherwise.";

        Assert.Contains("Invalid `signature` in `thinking` block", body.Refusal(wire));
    }

    [Fact]
    public void A_missing_redacted_block_is_refused()
    {
        var (wire, body) = AfterAThoughtfulCall();
        body.Content(1).RemoveAt(0);

        Assert.Contains("cannot be modified", body.Refusal(wire));
    }

    [Fact]
    public void A_tool_turn_without_its_thoughts_is_refused()
    {
        var (wire, body) = AfterAThoughtfulCall();
        body.Content(1).RemoveAt(0);
        body.Content(1).RemoveAt(0);

        Assert.Contains("Expected `thinking` or `redacted_thinking`, but found `tool_use`", body.Refusal(wire));
    }

    [Fact]
    public void A_tool_turn_of_another_vendor_is_refused_while_thinking_is_on() =>
        Assert.Contains("Expected `thinking`", ToolLoop().With(body => body["thinking"] = SimulatedRequests.Json(Budget)).Refusal());

    /// <summary>The request that follows a reply with a redacted block, a thought and a call.</summary>
    private static (AnthropicSimulator Wire, JsonObject Body) AfterAThoughtfulCall()
    {
        var wire = new AnthropicSimulator();
        var body = ToolLoop().With(body => body["thinking"] = SimulatedRequests.Json(Budget));
        var step = new ScriptedStep { Reasoning = new ScriptedReasoning("Hm.", "c2ln", Redacted: "ZGF0YQ=="), Calls = [ScriptedCall.Function("shell", new { })] };
        wire.WriteReply(new SimulatedRequest("POST", "", new Dictionary<string, string>(), [], JsonSerializer.SerializeToElement(body)), new NumberedStep(1, step));
        body.Content(1)[0]!["id"] = new NumberedStep(1, step).CallId("toolu_01", 0);
        body.Content(2)[0]!["tool_use_id"] = new NumberedStep(1, step).CallId("toolu_01", 0);
        body.Content(1).Insert(0, SimulatedRequests.Json("""{"type":"thinking","thinking":"Hm.","signature":"c2ln"}"""));
        body.Content(1).Insert(0, SimulatedRequests.Json("""{"type":"redacted_thinking","data":"ZGF0YQ=="}"""));
        return (wire, body);
    }
}
