using System.Text.Json;
using CodexFuncGateway.CodexTests.Sdk;
using CodexFuncGateway.Simulators;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>What a vendor's client must have read of the weather session: every thought, word and call of it, and its end.</summary>
internal static class WeatherTurns
{
    /// <summary>Each turn is <c>{thinking, text, calls: [{name, arguments}], input, output}</c>, whatever the client calls these.</summary>
    public static void AssertRead(JsonElement turns, UpstreamSimulator upstream)
    {
        Assert.Empty(upstream.Violations);
        var script = WeatherSession.Script.Steps;
        Assert.Equal(script.Count, turns.GetArrayLength());
        foreach (var (turn, step) in turns.EnumerateArray().Zip(script))
        {
            Assert.Equal(step.Reasoning!.Text, turn.GetProperty("thinking").GetString());
            Assert.Equal(step.Text ?? "", turn.GetProperty("text").GetString());
            Assert.Equal(step.Calls.Select(call => call.Tool), turn.GetProperty("calls").EnumerateArray().Select(call => call.GetProperty("name").GetString()));
            Assert.All(step.Calls.Zip(turn.GetProperty("calls").EnumerateArray()), pair =>
                Assert.True(JsonElement.DeepEquals(JsonElement.Parse(pair.First.Payload), pair.Second.GetProperty("arguments"))));
            Assert.Equal(step.Usage.Output, turn.GetProperty("output").GetInt64());
        }
    }
}
