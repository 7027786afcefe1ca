using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>A tool loop of two turns: thoughts and two calls at once, then thoughts and the answer.</summary>
internal static class WeatherSession
{
    public const string Answer = "Osaka is warmer: 19 °C. ☀️";

    public static ScriptedSession Script { get; } = new(
        new ScriptedStep
        {
            Reasoning = new ScriptedReasoning("I ask for both — 天気.", "EpQBsig+weather/one=="),
            Calls = [Weather("Zürich"), Weather("Osaka")],
        },
        new ScriptedStep
        {
            ExpectedOutputs = ["7 °C", "19 °C"],
            Reasoning = new ScriptedReasoning("19 is more than 7.", "EpQBsig+weather/two=="),
            Text = Answer,
        });

    /// <summary>The same without thoughts, for clients that could not bring them back.</summary>
    public static ScriptedSession Plain { get; } = new([.. Script.Steps.Select(step => step with { Reasoning = null })]);

    private static ScriptedCall Weather(string city) => ScriptedCall.Function("weather", new { city });
}
