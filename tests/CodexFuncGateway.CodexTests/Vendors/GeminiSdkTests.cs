using CodexFuncGateway.CodexTests.Sdk;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Gemini;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>Google's own client takes the simulator for Google.</summary>
public sealed class GeminiSdkTests
{
    private const string WithIds = "gemini-3.5-flash";
    private const string WithoutIds = "gemini-3.1-pro-preview";

    [VendorTheory("gemini")]
    [InlineData("stream", WithIds)]
    [InlineData("stream", WithoutIds)]
    [InlineData("stream", "gemini-2.5-flash")]
    [InlineData("create", WithIds)]
    [InlineData("create", WithoutIds)]
    [InlineData("chat", WithIds)]
    [InlineData("chat", WithoutIds)]
    public async Task The_client_completes_a_tool_loop_with_thinking(string scene, string model)
    {
        await using var upstream = await StartAsync(WeatherSession.Script);

        var turns = await VendorClient.RunAsync(VendorSdk.Gemini, upstream.BaseUrl, scene, model);

        WeatherTurns.AssertRead(turns, upstream);
        Assert.Equal([["functionCall"], ["text"]], turns.EnumerateArray().Select(turn => turn.GetProperty("signatures").EnumerateArray().Select(kind => kind.GetString()!).ToArray()));
        Assert.Equal(model == WithIds ? 2 : 0, turns[0].GetProperty("ids").GetInt32());
        Assert.All(turns.EnumerateArray(), turn =>
        {
            Assert.Equal("STOP", turn.GetProperty("reason").GetString());
            Assert.Equal((120L, 20L), (turn.GetProperty("input").GetInt64(), turn.GetProperty("cached").GetInt64()));
        });
    }

    [VendorFact("gemini")]
    public async Task The_client_reads_a_structured_answer()
    {
        await using var upstream = await StartAsync(ScriptedSession.Saying("""{"city":"Osaka"}"""));

        var answer = await VendorClient.RunAsync(VendorSdk.Gemini, upstream.BaseUrl, "parse", WithIds);

        Assert.Equal("""{"city":"Osaka"}""", answer.GetRawText());
        Assert.Empty(upstream.Violations);
    }

    [VendorFact("gemini")]
    public async Task The_client_understands_a_refusal()
    {
        await using var upstream = await StartAsync(WeatherSession.Script);

        var error = await VendorClient.RunAsync(VendorSdk.Gemini, upstream.BaseUrl, "fail", WithIds);

        Assert.Equal(("ApiError", 400), (error.GetProperty("name").GetString(), error.GetProperty("status").GetInt32()));
        Assert.Contains("temperature must be in the range", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static Task<UpstreamSimulator> StartAsync(ScriptedSession session) => UpstreamSimulator.StartAsync(new GeminiSimulator(), session);
}
