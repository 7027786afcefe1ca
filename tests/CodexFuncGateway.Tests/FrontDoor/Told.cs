using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What the models behind the simulators say.</summary>
internal static class Told
{
    public const string Text = "It is 42 — \"forty-two\". ✅";

    /// <summary>Thoughts, words and a call: every kind of item, so that a stream can be cut in each.</summary>
    public static ScriptedStep Step { get; } = new()
    {
        Reasoning = new ScriptedReasoning("Six times seven.", "EpQBsig+front/door=="),
        Text = Text,
        Calls = [ScriptedCall.Function("look", new { path = "answer.txt" })],
        Usage = new ScriptedUsage(FreshInput: 1_000, CacheRead: 200, CacheWrite: 0, Output: 300, Reasoning: 100),
    };

    /// <summary>The same step again and again, for as many requests as a test cares to send.</summary>
    public static ScriptedSession Session { get; } = new([.. Enumerable.Repeat(Step, 200)]);
}
