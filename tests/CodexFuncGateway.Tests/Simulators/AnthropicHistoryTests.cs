using static CodexFuncGateway.Tests.Simulators.AnthropicRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>The order of turns and the form of blocks at the simulated Messages API.</summary>
public sealed class AnthropicHistoryTests
{
    [Fact]
    public void Neighbouring_turns_of_one_role_count_as_one()
    {
        var body = ToolLoop();
        body.Messages().Add(SimulatedRequests.Json("""{"role":"user","content":[{"type":"text","text":"And?"}]}"""));

        Assert.Null(body.Refusal());
    }

    [Fact]
    public void The_assistant_may_not_speak_first() =>
        Assert.Contains("first message must use the \"user\" role", ToolLoop().With(body => body.Messages().RemoveAt(0)).Refusal());

    [Fact]
    public void A_system_role_among_the_messages_is_refused_by_a_model_that_does_not_know_it() =>
        Assert.Contains("Unexpected role \"system\"", ToolLoop().With(body => body.Messages()[0]!["role"] = "system").Refusal());

    [Fact]
    public void A_tool_call_without_its_result_is_refused() =>
        Assert.Contains("without `tool_result` blocks immediately after: toolu_1", ToolLoop().With(body => body.Messages().RemoveAt(2)).Refusal());

    [Fact]
    public void A_text_before_the_result_is_refused()
    {
        var body = ToolLoop();
        body.Content(2).Insert(0, SimulatedRequests.Json("""{"type":"text","text":"first"}"""));

        Assert.Contains("without `tool_result` blocks immediately after", body.Refusal());
    }

    [Fact]
    public void A_result_that_no_call_asked_for_is_refused()
    {
        var body = ToolLoop();
        body.Content(2).Add(SimulatedRequests.Json("""{"type":"tool_result","tool_use_id":"toolu_9","content":"?"}"""));

        Assert.Contains("unexpected `tool_use_id` found in `tool_result` blocks: toolu_9", body.Refusal());
    }

    [Fact]
    public void Two_results_for_one_call_are_refused()
    {
        var body = ToolLoop();
        body.Content(2).Add(body.Content(2)[0]!.DeepClone());

        Assert.Contains("must have a single result", body.Refusal());
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", null)]
    [InlineData("claude-sonnet-4-6", "does not support assistant message prefill")]
    [InlineData("claude-opus-5", "does not support assistant message prefill")]
    public void A_trailing_assistant_turn_is_refused_by_newer_models(string model, string? message)
    {
        var body = Question();
        body["model"] = model;
        body.Messages().Add(SimulatedRequests.Json("""{"role":"assistant","content":"So"}"""));

        AssertMatches(message, body.Refusal());
    }

    [Theory]
    [InlineData("""{"type":"text","text":""}""", "must be non-empty")]
    [InlineData("""{"type":"text","text":" \n"}""", "must contain non-whitespace text")]
    [InlineData("""{"type":"text","text":"","cache_control":{"type":"ephemeral"}}""", "must be non-empty")]
    [InlineData("""{"type":"input_text","text":"x"}""", "Input tag 'input_text'")]
    [InlineData("""{"type":"text","text":"x","id":"1"}""", "text.id: Extra inputs")]
    public void A_wrong_block_is_refused(string block, string message) =>
        Assert.Contains(message, Question().With(body => body.Messages()[0]!["content"] = SimulatedRequests.Json($"[{block}]")).Refusal());

    [Fact]
    public void An_empty_content_is_refused() =>
        Assert.Contains("non-empty content", Question().With(body => body.Messages()[0]!["content"] = SimulatedRequests.Json("[]")).Refusal());

    [Fact]
    public void A_call_id_with_foreign_characters_is_refused() =>
        Assert.Contains("tool_use.id: String should match", ToolLoop().With(body => body.Content(1)[0]!["id"] = "functions.shell:0").Refusal());

    [Fact]
    public void Arguments_that_are_no_object_are_refused() =>
        Assert.Contains("tool_use.input", ToolLoop().With(body => body.Content(1)[0]!["input"] = "{}").Refusal());

    internal static void AssertMatches(string? expected, string? actual)
    {
        if (expected is null)
        {
            Assert.Null(actual);
        }
        else
        {
            Assert.Contains(expected, actual);
        }
    }
}
