using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Chat conversations of several turns, with clients that keep sealed reasoning and such that know nothing of it.</summary>
public sealed class ChatConversationTests
{
    private static readonly ScriptedStep[] Loop =
    [
        new() { Reasoning = new ScriptedReasoning("Both.", "EpQBsig+chat/one=="), Text = "I look.", Calls = [Look("a"), Look("b")] },
        new() { ExpectedOutputs = ["in a", "in b"], Reasoning = new ScriptedReasoning("One more.", "EpQBsig+chat/two=="), Calls = [Look("c")] },
        new() { ExpectedOutputs = ["in c"], Text = "Done. ✅" },
    ];

    /// <summary>A simulator insists that what it sealed comes back, byte for byte.</summary>
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_returns_messages_whole_keeps_the_model_s_reasoning(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Loop));
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var question = Question(wire);

        foreach (var step in Loop)
        {
            Continue(question, await AskAsync(gateway, question), message => message);
        }

        Assert.Equal("Done. ✅", question["messages"]!.AsArray()[^1]!["content"]!.GetValue<string>());
        Assert.Empty(upstream.Violations);
    }

    /// <summary>Each turn meets a simulator that has sealed nothing yet, and so goes by the rules alone that the service has for such histories.</summary>
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_knows_nothing_of_reasoning_ends_its_tool_loop_as_well(string provider)
    {
        var wire = Wire.Of(provider);
        var question = Question(wire);

        foreach (var step in (ScriptedStep[])[Loop[0], new() { ExpectedOutputs = ["in a", "in b"], Text = "Done. ✅" }])
        {
            await using var upstream = await wire.StartAsync(new ScriptedSession(step));
            await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
            Continue(question, await AskAsync(gateway, question), WithoutReasoning);
            Assert.Empty(upstream.Violations);
        }

        Assert.Equal("Done. ✅", question["messages"]!.AsArray()[^1]!["content"]!.GetValue<string>());
    }

    private static JsonNode Question(Wire wire)
    {
        var question = JsonNode.Parse(Ask.ChatQuestion(wire.Model, stream: false))!;
        question["reasoning_effort"] = "high";
        return question;
    }

    /// <summary>Adds the answer and what the tools say to its calls.</summary>
    private static void Continue(JsonNode question, JsonObject message, Func<JsonObject, JsonObject> keep)
    {
        var messages = question["messages"]!.AsArray();
        messages.Add(keep(message).DeepClone());
        foreach (var call in message["tool_calls"]?.AsArray() ?? [])
        {
            messages.Add(new JsonObject { ["role"] = "tool", ["tool_call_id"] = call!["id"]!.DeepClone(), ["content"] = Output(call) });
        }
    }

    private static async Task<JsonObject> AskAsync(GatewayUnderTest gateway, JsonNode question)
    {
        var answer = await gateway.ChatAsync(question.ToJsonString());
        Assert.True(answer.Status == 200, answer.Text);
        return JsonNode.Parse(answer.Json.GetProperty("choices")[0].GetProperty("message").GetRawText())!.AsObject();
    }

    private static JsonObject WithoutReasoning(JsonObject message) => new()
    {
        ["role"] = "assistant",
        ["content"] = message["content"]?.DeepClone(),
        ["tool_calls"] = message["tool_calls"]?.DeepClone() ?? new JsonArray(),
    };

    private static string Output(JsonNode call) => $"in {JsonElement.Parse(call["function"]!["arguments"]!.GetValue<string>()).GetProperty("path").GetString()}";

    private static ScriptedCall Look(string path) => ScriptedCall.Function("look", new { path });
}
