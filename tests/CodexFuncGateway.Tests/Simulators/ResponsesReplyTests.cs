using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Scripts;
using static CodexFuncGateway.Tests.Simulators.ResponsesRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>How the simulated services speak, and that encrypted reasoning must come back as it went out.</summary>
public sealed class ResponsesReplyTests
{
    private static readonly NumberedStep Step = new(1, new ScriptedStep
    {
        Reasoning = new ScriptedReasoning("Hm.", "blob+/=="),
        Text = "Now.",
        Calls = [ScriptedCall.Function("shell", new { cmd = "ls -la" })],
    });

    [Theory]
    [InlineData("openai")]
    [InlineData("xai")]
    public void Events_are_numbered_without_gaps_and_end_in_completed(string service)
    {
        var events = Events(service);

        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(item => item["sequence_number"]!.GetValue<int>()));
        Assert.Equal("response.completed", events[^1]["type"]!.GetValue<string>());
        Assert.Equal(3, events[^1]["response"]!["output"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("openai", 3)]
    [InlineData("xai", 1)]
    public void Arguments_come_in_pieces_or_whole(string service, int pieces)
    {
        var deltas = Events(service).Where(item => item["type"]!.GetValue<string>() == "response.function_call_arguments.delta").ToList();

        Assert.Equal(pieces, deltas.Count);
        Assert.Equal("""{"cmd":"ls -la"}""", string.Concat(deltas.Select(delta => delta["delta"]!.GetValue<string>())));
    }

    [Fact]
    public void A_custom_tool_is_called_in_its_own_form()
    {
        var wire = new OpenAIResponsesSimulator(ResponsesProviders.OpenAI);
        var body = ToolLoop().With(body => body["tools"]!.AsArray().Add(SimulatedRequests.Json("""{"type":"custom","name":"apply_patch"}""")));
        var step = new NumberedStep(1, new ScriptedStep { Calls = [ScriptedCall.Freeform("apply_patch", "*** Begin Patch")] });

        var text = string.Concat(wire.WriteReply(body.ToResponses(wire), step).Texts);

        Assert.Contains("\"type\":\"custom_tool_call\"", text);
        Assert.Contains("event: response.custom_tool_call_input.delta", text);
        Assert.Contains("\"input\":\"*** Begin Patch\"", text);
    }

    [Theory]
    [InlineData("blob+/==", null)]
    [InlineData("blob-_==", "invalid_encrypted_content")]
    public void Only_issued_payloads_are_accepted(string payload, string? code)
    {
        var (wire, next) = NextRequest(payload);

        var rejection = next.Refusal(ResponsesProviders.OpenAI, wire);

        Assert.Equal(code, rejection is null ? null : JsonNode.Parse(rejection.Body)!["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public void OpenRouter_tells_data_alone_with_comments_and_an_end()
    {
        var wire = new OpenAIResponsesSimulator(ResponsesProviders.OpenRouter);

        var frames = wire.WriteReply(ToolLoop().ToResponses(wire), Step).Texts.ToList();

        Assert.StartsWith(": OPENROUTER PROCESSING", frames[0], StringComparison.Ordinal);
        Assert.Equal("data: [DONE]\n\n", frames[^1]);
        Assert.DoesNotContain(frames, frame => frame.StartsWith("event:", StringComparison.Ordinal));
        Assert.Contains("\"format\":\"anthropic-claude-v1\"", string.Concat(frames), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blob+/==", true)]
    [InlineData("other", false)]
    [InlineData(null, false)]
    public void A_thought_signed_on_a_call_must_come_back_with_call_and_output(string? signature, bool goesOn)
    {
        var wire = new OpenAIResponsesSimulator(ResponsesProviders.Perplexity);
        var told = string.Concat(wire.WriteReply(ToolLoop().ToResponses(wire), Step).Texts);
        var next = ToolLoop();
        foreach (var item in next.Input().Skip(2))
        {
            item!["call_id"] = Step.CallId("call_", 0);
            item["thought_signature"] = signature;
        }

        var exception = Record.Exception(() => wire.WriteReply(next.ToResponses(wire), new NumberedStep(2, new ScriptedStep { Text = "Done." })));

        Assert.DoesNotContain("arguments.delta", told, StringComparison.Ordinal);
        Assert.Equal(goesOn, exception is null);
    }

    [Fact]
    public void A_payload_that_is_lost_ends_the_session()
    {
        var (wire, next) = NextRequest("blob+/==");
        next.Input().RemoveAt(2);

        Assert.Throws<ScriptViolationException>(() => wire.WriteReply(next.ToResponses(wire), new NumberedStep(2, new ScriptedStep { Text = "Done." })));
    }

    [Fact]
    public void A_reply_cannot_think_when_its_payload_was_not_asked_for()
    {
        var wire = new OpenAIResponsesSimulator(ResponsesProviders.OpenAI);
        var body = ToolLoop();
        body.Remove("include");

        Assert.Throws<ScriptViolationException>(() => wire.WriteReply(body.ToResponses(wire), Step));
    }

    /// <summary>The request that follows the step, with a reasoning item that carries the payload.</summary>
    private static (OpenAIResponsesSimulator Wire, JsonObject Next) NextRequest(string payload)
    {
        var wire = new OpenAIResponsesSimulator(ResponsesProviders.OpenAI);
        wire.WriteReply(ToolLoop().ToResponses(wire), Step);
        var next = ToolLoop();
        next.Input()[2]!["call_id"] = Step.CallId("call_", 0);
        next.Input()[3]!["call_id"] = Step.CallId("call_", 0);
        next.Input().Insert(2, new JsonObject { ["type"] = "reasoning", ["id"] = "rs_1", ["summary"] = new JsonArray(), ["encrypted_content"] = payload });
        return (wire, next);
    }

    private static List<JsonNode> Events(string service)
    {
        var wire = new OpenAIResponsesSimulator(Named(service));
        return [.. wire.WriteReply(ToolLoop().ToResponses(wire), Step).Texts.Select(frame => JsonNode.Parse(frame[(frame.IndexOf("data: ", StringComparison.Ordinal) + 6)..])!)];
    }
}
