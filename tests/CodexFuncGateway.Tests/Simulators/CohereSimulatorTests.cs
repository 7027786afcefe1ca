using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Cohere;
using CodexFuncGateway.Simulators.Scripts;
using static CodexFuncGateway.Tests.Simulators.CohereRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>What the simulated Cohere refuses, how it speaks, and that it misses thoughts and plans which do not come back.</summary>
public sealed class CohereSimulatorTests
{
    private static readonly NumberedStep Step = new(1, new ScriptedStep
    {
        Reasoning = new ScriptedReasoning("I think so.", "unused"),
        Text = "I will list.",
        Calls = [ScriptedCall.Function("shell", new { cmd = "ls -la" })],
    });

    [Fact]
    public void A_good_tool_loop_is_accepted() => Assert.Null(CohereLoop().RefusalOfCohere());

    [Fact]
    public void A_request_without_a_key_is_unauthorized()
    {
        var wire = new CohereSimulator();

        Assert.Equal(401, wire.FindRejection(CohereLoop().To(wire))!.Status);
    }

    [Theory]
    [InlineData("store", "true", 422, "'store' is not a valid field")]
    [InlineData("parallel_tool_calls", "true", 422, "'parallel_tool_calls' is not a valid field")]
    [InlineData("model", "\"command-z\"", 404, "'command-z' not found")]
    [InlineData("stream", "false", 400, "only streams")]
    [InlineData("temperature", "1.5", 400, "temperature must be between 0 and 1")]
    [InlineData("p", "1", 400, "p must be between")]
    [InlineData("max_tokens", "64000", 400, "too many tokens: max tokens must be less than or equal to 32000")]
    [InlineData("thinking", """{"type":"adaptive"}""", 400, "thinking must have a type")]
    [InlineData("thinking", """{"type":"enabled","token_budget":0}""", 400, "positive integer")]
    [InlineData("tool_choice", "\"REQUIRED\"", 400, "tool_choice is not supported for this model")]
    [InlineData("response_format", """{"type":"json_object"}""", 400, "not supported with RAG")]
    [InlineData("response_format", """{"type":"json_schema"}""", 400, "must be one of text, json_object")]
    public void A_top_level_value_is_refused(string name, string value, int status, string fragment) =>
        AssertRefused(CohereLoop().With(body => body[name] = SimulatedRequests.Json(value)), status, fragment);

    [Theory]
    [InlineData("command-r-08-2024", "thinking", """{"type":"enabled"}""", "thinking is not supported")]
    [InlineData("command-r-08-2024", "tool_choice", "\"auto\"", "must be one of REQUIRED, NONE")]
    [InlineData("command-a-vision-07-2025", "temperature", "0", "tools are not supported")]
    public void A_model_refuses_what_it_cannot_do(string model, string name, string value, string fragment) =>
        AssertRefused(CohereLoop(model).With(body => body[name] = SimulatedRequests.Json(value)), 400, fragment);

    [Theory]
    [InlineData("""{"type":"function","function":{"name":"read-file","parameters":{"type":"object"}}}""", 400, "can only contain certain characters")]
    [InlineData("""{"type":"function","function":{"name":"2a","parameters":{"type":"object"}}}""", 400, "can't begin with a digit")]
    [InlineData("""{"type":"function","function":{"name":"shell","parameters":{"type":"object"}}}""", 400, "duplicate tool names")]
    [InlineData("""{"type":"function","function":{"name":"a","parameters":{"type":"object"},"strict":true}}""", 422, "must be of type 'function'")]
    [InlineData("""{"type":"custom","custom":{"name":"a"}}""", 422, "must be of type 'function'")]
    public void A_wrong_tool_is_refused(string tool, int status, string fragment) =>
        AssertRefused(CohereLoop().With(body => body["tools"]!.AsArray().Add(SimulatedRequests.Json(tool))), status, fragment);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}}}""", "at least one required field")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","maxLength":3}},"required":["a"]}""", "'maxLength' is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"anyOf":[]}},"required":["a"]}""", "'anyOf' is not supported")]
    [InlineData("""{"type":"array"}""", "must be of type 'object'")]
    public void A_schema_that_cannot_be_enforced_is_refused(string schema, string fragment)
    {
        var body = CohereLoop().With(body => body["response_format"] = SimulatedRequests.Json($$"""{"type":"json_object","json_schema":{{schema}}}"""));
        body.Remove("tools");

        AssertRefused(body, 400, fragment);
    }

    [Theory]
    [InlineData("""{"role":"developer","content":"x"}""", 400, "invalid role 'developer'")]
    [InlineData("""{"role":"system","content":"x"}""", 400, "system turn must be the first")]
    [InlineData("""{"role":"assistant","content":"x"}""", 400, "the last message must be from the user or a tool")]
    [InlineData("""{"role":"user","content":" "}""", 400, "must not be empty in a turn")]
    [InlineData("""{"role":"user","content":[{"type":"input_text","text":"x"}]}""", 400, "'input_text'")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://u"}}]}""", 400, "images are not supported")]
    [InlineData("""{"role":"user","content":"x","name":"me"}""", 422, "'messages.name'")]
    [InlineData("""{"role":"tool","tool_call_id":"other","content":"x"}""", 400, "not found in previous tool calls")]
    [InlineData("""{"role":"assistant","tool_calls":[{"id":"shell_1","type":"function","function":{"name":"shell","arguments":"{}"}}]}""", 400, "the last message must be")]
    public void A_wrong_last_message_is_refused(string message, int status, string fragment) =>
        AssertRefused(CohereLoop().With(body => body.Messages().Add(SimulatedRequests.Json(message))), status, fragment);

    [Fact]
    public void An_unanswered_call_is_refused() =>
        AssertRefused(CohereLoop().With(body => body.Messages()[3] = SimulatedRequests.Json("""{"role":"user","content":"x"}""")), 400, "missing tool results");

    [Fact]
    public void A_stream_and_a_whole_reply_say_the_same()
    {
        var wire = new CohereSimulator { TellsWholeReplies = true };
        var streamed = string.Concat(wire.WriteReply(CohereLoop().ToCohere(wire), Step).Texts);
        var whole = JsonNode.Parse(wire.WriteReply(CohereLoop().With(body => body["stream"] = false).ToCohere(wire), Step).Texts.Single())!;

        Assert.Equal("I think so.", whole["message"]!["content"]![0]!["thinking"]!.GetValue<string>());
        Assert.Equal("I will list.", whole["message"]!["tool_plan"]!.GetValue<string>());
        Assert.Equal("""{"cmd":"ls -la"}""", whole["message"]!["tool_calls"]![0]!["function"]!["arguments"]!.GetValue<string>());
        Assert.Contains($"\"delta\":{{\"finish_reason\":\"TOOL_CALL\",\"usage\":{whole["usage"]!.ToJsonString()}", streamed, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", streamed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I think so.", "I will list.", true)]
    [InlineData("I think not.", "I will list.", false)]
    [InlineData("I think so.", "I won't.", false)]
    [InlineData(null, "I will list.", false)]
    public void Thoughts_and_plans_that_are_lost_or_changed_end_the_session(string? thought, string plan, bool goesOn)
    {
        var wire = new CohereSimulator();
        wire.WriteReply(CohereLoop().ToCohere(wire), Step);
        var turn = new { role = "assistant", content = thought is null ? null : new[] { new { type = "thinking", thinking = thought } }, tool_plan = plan, tool_calls = new[] { new { id = Step.CallId("shell_", 0) } } };
        var next = CohereLoop().With(body => body.Messages()[2] = JsonSerializer.SerializeToNode(turn));

        var exception = Record.Exception(() => wire.WriteReply(next.ToCohere(wire), new NumberedStep(2, new ScriptedStep { Text = "Done." })));

        Assert.Equal(goesOn, exception is null);
    }

    private static void AssertRefused(JsonObject body, int status, string fragment)
    {
        var rejection = body.RefusalOfCohere();
        Assert.Equal(status, rejection?.Status);
        Assert.Contains(fragment, JsonNode.Parse(rejection!.Body)!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
