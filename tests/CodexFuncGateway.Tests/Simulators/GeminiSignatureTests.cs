using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Gemini;
using CodexFuncGateway.Simulators.Scripts;
using static CodexFuncGateway.Tests.Simulators.GeminiRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Thought signatures at the simulated generateContent.</summary>
public sealed class GeminiSignatureTests
{
    private static readonly ScriptedStep Calls = new()
    {
        Reasoning = new ScriptedReasoning("Both.", "signed-one"),
        Calls = [ScriptedCall.Function("shell", new { command = "ls" }), ScriptedCall.Function("shell", new { command = "pwd" })],
    };

    private static readonly ScriptedStep Answer = new() { Reasoning = new ScriptedReasoning("So.", "signed-two"), Text = "Done." };

    private readonly GeminiSimulator wire = new();

    [Fact]
    public void A_call_without_a_signature_is_refused_by_newer_models_only()
    {
        var body = ToolLoop().With(body => body.Part(1).Remove("thoughtSignature"));

        Assert.Contains("Function call is missing a thought_signature in functionCall parts", body.GeminiRefusal());
        Assert.Contains("function call `default_api:shell`, position 1", body.GeminiRefusal());
        Assert.Null(body.GeminiRefusal(Older));
    }

    [Fact]
    public void Calls_before_the_user_s_last_word_may_be_unsigned()
    {
        var body = ToolLoop().With(body => body.Part(1).Remove("thoughtSignature"));
        body.Contents().Add(SimulatedRequests.Json("""{"role":"model","parts":[{"text":"Done."}]}"""));
        body.Contents().Add(SimulatedRequests.Json("""{"role":"user","parts":[{"text":"More."}]}"""));

        Assert.Null(body.GeminiRefusal());
    }

    [Fact]
    public void A_signature_that_was_never_issued_is_refused() =>
        Assert.Equal("Thought signature is not valid.", ToolLoop().With(body => body.Part(1)["thoughtSignature"] = "c2ln").GeminiRefusal());

    [Fact]
    public void What_was_said_is_taken_back_as_it_was_said()
    {
        Assert.Null(Reply(Calls, spoil: null));
        Assert.Null(Reply(Answer, spoil: null));
    }

    [Fact]
    public void Only_the_first_of_parallel_calls_is_signed()
    {
        var body = Question();
        var parts = Say(body, Calls);

        Assert.Equal([true, false], parts.Where(part => part!["functionCall"] is not null).Select(part => part!["thoughtSignature"] is not null));
    }

    [Fact]
    public void A_signature_on_another_part_is_refused()
    {
        Assert.Equal("Corrupted thought signature.", Reply(Calls, parts => parts[^1]!["thoughtSignature"] = parts[^2]!["thoughtSignature"]!.DeepClone()));
        Assert.Equal("Corrupted thought signature.", Reply(Calls, parts => parts[^2]!["functionCall"]!["args"]!["command"] = "rm"));
        Assert.Equal("Corrupted thought signature.", Reply(Answer, parts => parts[^1]!["text"] = "Done."));
    }

    [Fact]
    public void The_escape_does_not_hide_that_a_signature_was_lost() =>
        Assert.Contains("lost", Reply(Calls, parts => parts[^2]!["thoughtSignature"] = "skip_thought_signature_validator"));

    /// <summary>Says a step and sends it back, spoilt or not; returns the refusal.</summary>
    private string? Reply(ScriptedStep step, Action<JsonArray>? spoil)
    {
        var body = Question();
        var parts = Say(body, step);
        spoil?.Invoke(parts);
        var outputs = parts.Where(part => part!["functionCall"] is not null).Select(part =>
            (JsonNode)new JsonObject { ["functionResponse"] = new JsonObject { ["id"] = part!["functionCall"]!["id"]!.DeepClone(), ["name"] = "shell", ["response"] = new JsonObject() } });
        var answer = outputs.ToArray() is { Length: > 0 } responses ? responses : [new JsonObject { ["text"] = "And?" }];
        body.Contents().Add(new JsonObject { ["role"] = "model", ["parts"] = parts });
        body.Contents().Add(new JsonObject { ["role"] = "user", ["parts"] = new JsonArray(answer) });
        return body.GeminiRefusal(wire: wire);
    }

    /// <summary>All parts of a reply but for the thoughts and the empty part after calls.</summary>
    private JsonArray Say(JsonObject body, ScriptedStep step)
    {
        var reply = wire.WriteReply(body.ToGemini(), new NumberedStep(1, step));
        var parts = reply.Texts.SelectMany(frame => JsonNode.Parse(frame["data: ".Length..])!["candidates"]![0]!["content"]!["parts"]!.AsArray())
            .Where(part => part!["thought"] is null && (part["text"]?.GetValue<string>() != "" || part["thoughtSignature"] is not null));
        return new JsonArray([.. parts.Select(part => part!.DeepClone())]);
    }
}
