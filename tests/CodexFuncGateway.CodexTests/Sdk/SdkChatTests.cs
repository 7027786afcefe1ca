using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>The official SDK speaks chat completions with the gateway.</summary>
public sealed class SdkChatTests
{
    [SdkTheory]
    [InlineData("anthropic/claude-sonnet-4-5", "chatStream")]
    [InlineData("anthropic/claude-sonnet-4-5", "chatCreate")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0", "chatStream")]
    [InlineData("gemini/gemini-3.5-flash", "chatCreate")]
    [InlineData("groq/openai/gpt-oss-120b", "chatStream")]
    [InlineData("groq/openai/gpt-oss-120b", "chatCreate")]
    [InlineData("mistral/mistral-medium-3-5", "chatStream")]
    [InlineData("openai/gpt-5.5", "chatStream")]
    [InlineData("openai/gpt-5.5", "chatCreate")]
    public async Task The_SDK_finishes_a_tool_loop_in_chat_and_brings_reasoning_back_to(string model, string scene)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, WeatherSession.Script);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);

        JsonElement[] turns = [.. (await SdkClient.RunAsync(gateway.Target(model), scene)).EnumerateArray()];

        Assert.Empty(upstream.Violations);
        Assert.Equal(["tool_calls", "stop"], turns.Select(turn => turn.GetProperty("choices")[0].GetProperty("finish_reason").GetString()));
        Assert.Equal(2, turns[0].GetProperty("choices")[0].GetProperty("message").GetProperty("tool_calls").GetArrayLength());
        Assert.Equal(WeatherSession.Answer, turns[1].GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString());
        Assert.All(turns, turn => Assert.Equal(30, turn.GetProperty("usage").GetProperty("completion_tokens").GetInt32()));
    }

    [SdkFact]
    public async Task The_SDK_parses_a_structured_answer_in_chat()
    {
        await using var upstream = await SimulatedProviders.StartAsync("openai", ScriptedSession.Saying("""{"city":"Osaka"}"""));
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf("openai", upstream)]);

        var answer = await SdkClient.RunAsync(gateway.Target("openai/gpt-5.5"), "chatParse");

        Assert.Equal("""{"city":"Osaka"}""", answer.GetRawText());
        Assert.Empty(upstream.Violations);
    }

    [SdkTheory]
    [InlineData("anthropic/claude-sonnet-4-5", 4)]
    [InlineData("groq/openai/gpt-oss-120b", 2)]
    [InlineData("openai/gpt-5.5", 5)]
    public async Task A_chat_reply_that_the_upstream_cuts_off_is_an_error_to_the_SDK(string model, int frames)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, ScriptedSession.Saying("A sentence that will not be heard to its end."));
        upstream.Faults.CutAfterFrame(frames);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);

        var error = await SdkClient.RunAsync(gateway.Target(model), "chatSay");

        Assert.Equal("server_error", error.GetProperty("code").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }
}
