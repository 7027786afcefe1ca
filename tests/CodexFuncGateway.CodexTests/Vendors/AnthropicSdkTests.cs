using CodexFuncGateway.CodexTests.Sdk;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>Anthropic's own client takes the simulator for Anthropic.</summary>
public sealed class AnthropicSdkTests
{
    [VendorTheory("anthropic")]
    [InlineData("stream", "claude-opus-4-5", "budget")]
    [InlineData("create", "claude-opus-4-5", "budget")]
    [InlineData("stream", "claude-opus-5", "adaptive")]
    [InlineData("create", "claude-opus-5", "adaptive")]
    public async Task The_client_completes_a_tool_loop_with_thinking(string scene, string model, string thinking)
    {
        await using var upstream = await StartAsync(WeatherSession.Script);

        var turns = await VendorClient.RunAsync(VendorSdk.Anthropic, upstream.BaseUrl, scene, model, ("THINKING", thinking));

        WeatherTurns.AssertRead(turns, upstream);
        Assert.Equal(["tool_use", "end_turn"], turns.EnumerateArray().Select(turn => turn.GetProperty("reason").GetString()));
        Assert.All(turns.EnumerateArray(), turn =>
        {
            Assert.True(turn.GetProperty("signed").GetBoolean());
            Assert.Equal(turn.GetProperty("text").GetString(), turn.GetProperty("told").GetString());
            Assert.Equal((100L, 20L), (turn.GetProperty("input").GetInt64(), turn.GetProperty("cached").GetInt64()));
        });
    }

    [VendorFact("anthropic")]
    public async Task The_client_reads_an_answer_without_thinking()
    {
        await using var upstream = await StartAsync(ScriptedSession.Saying("Hello — ✅"));

        var turn = await VendorClient.RunAsync(VendorSdk.Anthropic, upstream.BaseUrl, "say", "claude-haiku-4-5");

        Assert.Equal("Hello — ✅", turn.GetProperty("text").GetString());
        Assert.Empty(upstream.Violations);
    }

    [VendorFact("anthropic")]
    public async Task The_client_understands_a_refusal()
    {
        await using var upstream = await StartAsync(WeatherSession.Script);

        var error = await VendorClient.RunAsync(VendorSdk.Anthropic, upstream.BaseUrl, "fail", "claude-haiku-4-5");

        Assert.Equal(("BadRequestError", 400), (error.GetProperty("name").GetString(), error.GetProperty("status").GetInt32()));
        Assert.Contains("maximum allowed number of output tokens", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("req_simulated", error.GetProperty("request").GetString());
    }

    private static Task<UpstreamSimulator> StartAsync(ScriptedSession session) =>
        UpstreamSimulator.StartAsync(new AnthropicSimulator { TellsWholeReplies = true }, session);
}
