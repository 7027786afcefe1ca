using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Scripts;
using static CodexFuncGateway.Tests.Simulators.ChatRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>How simulated hosts speak, and that they miss reasoning which does not come back.</summary>
public sealed class ChatReplyTests
{
    private static readonly NumberedStep Step = new(1, new ScriptedStep
    {
        Reasoning = new ScriptedReasoning("I think so.", "unused"),
        Text = "Now.",
        Calls = [ScriptedCall.Function("shell", new { cmd = "ls -la" })],
    });

    [Theory]
    [InlineData("mistral", false)]
    [InlineData("groq", false)]
    [InlineData("cerebras", true)]
    [InlineData("vllm", true)]
    public void A_call_is_whole_or_in_pieces_and_always_the_same_call(string provider, bool inPieces)
    {
        var deltas = Chunks(provider).SelectMany(chunk => chunk["choices"]!.AsArray())
            .Select(choice => choice!["delta"]!["tool_calls"]?[0]).OfType<JsonNode>().ToList();

        Assert.Equal(inPieces, deltas.Count > 1);
        Assert.Equal("shell", deltas[0]["function"]!["name"]!.GetValue<string>());
        Assert.Equal("""{"cmd":"ls -la"}""", string.Concat(deltas.Select(delta => delta["function"]!["arguments"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("mistral", "\"thinking\":[{\"type\":\"text\",\"text\":\"I think\"}]")]
    [InlineData("groq", "\"reasoning\":\"I think\"")]
    [InlineData("cerebras", "\"reasoning\":\"I think\"")]
    [InlineData("vllm", "\"reasoning\":\"I think\"")]
    [InlineData("deepseek", "\"reasoning_content\":\"I think\"")]
    public void Reasoning_stands_in_the_providers_field(string provider, string fragment) => Assert.Contains(fragment, string.Concat(Frames(provider)));

    [Theory]
    [InlineData("mistral", true)]
    [InlineData("groq", true)]
    [InlineData("cerebras", false)]
    [InlineData("vllm", true)]
    public void The_stream_ends_as_the_provider_ends_it(string provider, bool withDone) =>
        Assert.Equal(withDone, Frames(provider)[^1] == "data: [DONE]\n\n");

    [Theory]
    [InlineData("mistral", "usage")]
    [InlineData("cerebras", "usage")]
    [InlineData("groq", "x_groq")]
    public void Usage_stands_in_the_finish_chunk(string provider, string field)
    {
        var finish = Chunks(provider).Single(chunk => chunk["choices"]!.AsArray().Any(choice => choice!["finish_reason"] is not null));

        Assert.Contains("\"prompt_tokens\":120", finish[field]!.ToJsonString());
    }

    [Fact]
    public void Vllm_tells_usage_only_when_it_is_asked()
    {
        var asked = ToolLoop().With(body => body["stream_options"] = SimulatedRequests.Json("""{"include_usage":true}"""));

        Assert.DoesNotContain("prompt_tokens", string.Concat(Frames("vllm")));
        Assert.Contains("\"prompt_tokens\":120", string.Concat(Frames("vllm", asked)));
    }

    [Fact]
    public void Azure_tells_what_its_filter_thought_in_a_chunk_of_its_own_and_in_all_others()
    {
        var chunks = Chunks("azure");

        Assert.Empty(chunks[0]["choices"]!.AsArray());
        Assert.NotNull(chunks[0]["prompt_filter_results"]);
        Assert.All(chunks.Skip(1), chunk => Assert.NotNull(chunk["choices"]![0]!["content_filter_results"]));
    }

    [Theory]
    [InlineData("cerebras", "I think so.", true)]
    [InlineData("cerebras", "I think not.", false)]
    [InlineData("cerebras", null, false)]
    [InlineData("groq", null, true)]
    [InlineData("groq", "I think not.", false)]
    public void Reasoning_that_is_lost_or_changed_ends_the_session(string provider, string? cameBack, bool goesOn)
    {
        var wire = new ChatCompletionsSimulator(Named(provider));
        wire.WriteReply(ToolLoop().ToChat(wire), Step);
        var next = ToolLoop();
        next.Messages()[2]!["tool_calls"]![0]!["id"] = Step.CallId(Named(provider).CallIdPrefix, 0);
        if (cameBack is not null)
        {
            next.Messages()[2]!["reasoning"] = cameBack;
        }

        var exception = Record.Exception(() => wire.WriteReply(next.ToChat(wire), new NumberedStep(2, new ScriptedStep { Text = "Done." })));

        Assert.Equal(goesOn, exception is null);
    }

    [Fact]
    public void A_freeform_call_needs_a_function_with_one_string()
    {
        var wire = new ChatCompletionsSimulator(ChatProviders.Generic);
        var step = new NumberedStep(1, new ScriptedStep { Calls = [ScriptedCall.Freeform("shell", "text")] });

        var violation = Assert.Throws<ScriptViolationException>(() => wire.WriteReply(ToolLoop().ToChat(wire), step));

        Assert.Contains("one required string \"input\"", violation.Message);
    }

    private static IReadOnlyList<string> Frames(string provider, JsonObject? body = null)
    {
        var wire = new ChatCompletionsSimulator(Named(provider));
        return [.. wire.WriteReply((body ?? ToolLoop()).ToChat(wire), Step).Texts];
    }

    private static List<JsonNode> Chunks(string provider) =>
        [.. Frames(provider).Where(frame => frame != "data: [DONE]\n\n").Select(frame => JsonSerializer.Deserialize<JsonNode>(frame["data: ".Length..])!)];
}
