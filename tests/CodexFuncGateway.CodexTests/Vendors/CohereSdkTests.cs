using CodexFuncGateway.CodexTests.Sdk;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Cohere;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>Cohere's own client takes the simulator for Cohere.</summary>
public sealed class CohereSdkTests
{
    private const string Model = "command-a-reasoning-08-2025";

    [VendorTheory("cohere")]
    [InlineData("stream")]
    [InlineData("create")]
    public async Task The_client_completes_a_tool_loop_with_thinking(string scene)
    {
        await using var upstream = await StartAsync(WeatherSession.Script);

        var turns = await VendorClient.RunAsync(VendorSdk.Cohere, upstream.BaseUrl, scene, Model);

        WeatherTurns.AssertRead(turns, upstream);
        Assert.Equal(["TOOL_CALL", "COMPLETE"], turns.EnumerateArray().Select(turn => turn.GetProperty("reason").GetString()));
        Assert.All(turns.EnumerateArray(), turn => Assert.True(turn.GetProperty("billed").GetInt64() < turn.GetProperty("input").GetInt64()));
    }

    [VendorFact("cohere")]
    public async Task The_client_reads_a_structured_answer()
    {
        await using var upstream = await StartAsync(ScriptedSession.Saying("""{"city":"Osaka"}"""));

        var answer = await VendorClient.RunAsync(VendorSdk.Cohere, upstream.BaseUrl, "parse", Model);

        Assert.Equal("""{"city":"Osaka"}""", answer.GetRawText());
        Assert.Empty(upstream.Violations);
    }

    [VendorFact("cohere")]
    public async Task The_client_understands_a_refusal()
    {
        await using var upstream = await StartAsync(WeatherSession.Script);

        var error = await VendorClient.RunAsync(VendorSdk.Cohere, upstream.BaseUrl, "fail", "command-nobody-knows");

        Assert.Equal(("NotFoundError", 404), (error.GetProperty("name").GetString(), error.GetProperty("status").GetInt32()));
        Assert.Contains("command-nobody-knows", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static Task<UpstreamSimulator> StartAsync(ScriptedSession session) =>
        UpstreamSimulator.StartAsync(new CohereSimulator { TellsWholeReplies = true }, session);
}
