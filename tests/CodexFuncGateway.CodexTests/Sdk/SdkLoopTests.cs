using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>Frameworks for agents finish a tool loop through the gateway, in either of the two languages they speak.</summary>
public sealed class SdkLoopTests
{
    private static readonly string[] Models = ["anthropic/claude-sonnet-4-5", "groq/openai/gpt-oss-120b", "openai/gpt-5.5"];

    /// <summary>
    /// These frameworks drop what signs a call when they speak chat. Gemini 3 takes a call without its signature, but its simulator calls that a loss; 2.5 signs none.
    /// </summary>
    private static string Gemini(string language) => language == "chat" ? "gemini/gemini-2.5-pro" : "gemini/gemini-3.5-flash";

    public static IEnumerable<object[]> Loops =>
        from sdk in (string[])["vercel", "agents"] from language in (string[])["responses", "chat"] from model in Models.Append(Gemini(language)) select new object[] { sdk, language, model };

    [SdkTheory]
    [MemberData(nameof(Loops))]
    public async Task A_tool_loop_is_finished_by(string sdk, string language, string model)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, language == "chat" ? WeatherSession.Plain : WeatherSession.Script);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);

        var run = await SdkClient.RunAsync(ClientSdk.Of(sdk), gateway.Target(model), language);

        Assert.Empty(upstream.Violations);
        Assert.Equal((WeatherSession.Answer, WeatherSession.Answer), (run.GetProperty("text").GetString(), run.GetProperty("streamedText").GetString()));
        Assert.Equal(["Zürich", "Osaka"], run.GetProperty("calls").EnumerateArray().Select(city => city.GetString()));
        Assert.Equal(2, upstream.Requests.Count);
    }
}
