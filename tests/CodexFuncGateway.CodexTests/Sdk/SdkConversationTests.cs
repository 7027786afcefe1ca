using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>The official SDK holds conversations through the gateway, on strict simulators of five dialects.</summary>
public sealed class SdkConversationTests
{
    [SdkTheory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("groq/openai/gpt-oss-120b")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("openai/gpt-5.5")]
    public async Task The_SDK_streams_and_folds_a_tool_loop_with(string model)
    {
        var turns = await ConverseAsync(model, "stream");

        Assert.All(turns, turn =>
        {
            Assert.Equal(Enumerable.Range(0, turn.GetProperty("events").GetArrayLength()), turn.GetProperty("sequence").EnumerateArray().Select(number => number.GetInt32()));
            Assert.Equal("response.completed", turn.GetProperty("events").EnumerateArray().Last().GetString());
            AssertSame(turn.GetProperty("done"), turn.GetProperty("output"));
            AssertSame(turn.GetProperty("deltas"), turn.GetProperty("snapshots"));
            AssertSame(turn.GetProperty("deltas"), Texts(turn));
        });
    }

    [SdkTheory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("groq/openai/gpt-oss-120b")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("openai/gpt-5.5")]
    public async Task The_SDK_completes_a_tool_loop_without_streaming_with(string model) => await ConverseAsync(model, "create");

    [SdkTheory]
    [InlineData("anthropic/claude-opus-5")]
    [InlineData("bedrock/openai.gpt-oss-120b-1:0")]
    [InlineData("gemini/gemini-2.5-pro")]
    [InlineData("groq/openai/gpt-oss-120b")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("openai/gpt-5.5")]
    public async Task The_SDK_parses_a_structured_answer_of(string model)
    {
        await using var upstream = await StartAsync(model, ScriptedSession.Saying("""{"city":"Osaka"}"""));
        await using var gateway = await GatewayProcess.StartAsync([.. SettingsOf(model, upstream)]);

        var answer = await SdkClient.RunAsync(gateway.Target(model), "parse");

        Assert.Equal("""{"city":"Osaka"}""", answer.GetRawText());
        Assert.Empty(upstream.Violations);
    }

    [SdkTheory]
    [InlineData("anthropic/claude-sonnet-4-5", 4)]
    [InlineData("gemini/gemini-3.5-flash", 2)]
    [InlineData("groq/openai/gpt-oss-120b", 2)]
    [InlineData("openai/gpt-5.5", 5)]
    public async Task A_reply_that_the_upstream_cuts_off_ends_as_a_failed_response_of(string model, int frames)
    {
        await using var upstream = await StartAsync(model, ScriptedSession.Saying("A sentence that will not be heard to its end."));
        upstream.Faults.CutAfterFrame(frames);
        await using var gateway = await GatewayProcess.StartAsync([.. SettingsOf(model, upstream)]);

        var reply = await SdkClient.RunAsync(gateway.Target(model), "say");

        Assert.Equal("failed", reply.GetProperty("status").GetString());
        Assert.Equal("response.failed", reply.GetProperty("events").EnumerateArray().Last().GetString());
        Assert.NotEqual("", reply.GetProperty("error").GetProperty("message").GetString());
    }

    /// <summary>Two turns: reasoning with two calls, reasoning with the answer; the upstream had nothing to object to.</summary>
    private static async Task<JsonElement[]> ConverseAsync(string model, string scene)
    {
        await using var upstream = await StartAsync(model, WeatherSession.Script);
        await using var gateway = await GatewayProcess.StartAsync([.. SettingsOf(model, upstream)]);

        JsonElement[] turns = [.. (await SdkClient.RunAsync(gateway.Target(model), scene)).EnumerateArray()];

        Assert.Empty(upstream.Violations);
        Assert.Equal(["reasoning", "function_call", "function_call"], Types(turns[0]));
        Assert.Equal(["reasoning", "message", .. IsSignedAtTheEnd(model) ? ["reasoning"] : Array.Empty<string>()], Types(turns[1]));
        Assert.Equal(WeatherSession.Answer, turns[1].GetProperty("text").GetString());
        Assert.All(turns, turn => Assert.Equal("completed", turn.GetProperty("status").GetString()));
        Assert.All(turns, turn => Assert.Equal(30, turn.GetProperty("usage").GetProperty("output_tokens").GetInt32()));
        return turns;
    }

    /// <summary>Gemini signs its answer once it is told; the item that carries the signature can only follow it.</summary>
    private static bool IsSignedAtTheEnd(string model) => model.StartsWith("gemini/", StringComparison.Ordinal);

    private static Task<UpstreamSimulator> StartAsync(string model, ScriptedSession session) =>
        SimulatedProviders.StartAsync(SimulatedProviders.ProviderOf(model), session);

    private static IEnumerable<KeyValuePair<string, string>> SettingsOf(string model, UpstreamSimulator upstream) =>
        SimulatedProviders.SettingsOf(SimulatedProviders.ProviderOf(model), upstream);

    private static IEnumerable<string?> Types(JsonElement turn) => turn.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString());

    /// <summary>What the folded output says, by the names under which the client collects deltas.</summary>
    private static JsonElement Texts(JsonElement turn)
    {
        var texts = turn.GetProperty("output").EnumerateArray()
            .Where(item => item.GetProperty("type").GetString() == "function_call")
            .ToDictionary(call => call.GetProperty("id").GetString()!, call => call.GetProperty("arguments").GetString());
        if (turn.GetProperty("text").GetString() is { Length: > 0 } text)
        {
            texts["text"] = text;
        }

        return JsonSerializer.SerializeToElement(texts);
    }

    private static void AssertSame(JsonElement expected, JsonElement actual) => Assert.True(JsonElement.DeepEquals(expected, actual), $"{expected}\n{actual}");
}
