namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>What the model behind a simulator says, step after step; the n-th accepted request gets the n-th step.</summary>
public sealed record ScriptedSession(params IReadOnlyList<ScriptedStep> Steps)
{
    /// <summary>A session of one short answer, for tests that need no more.</summary>
    public static ScriptedSession Saying(string text) => new(new ScriptedStep { Text = text });
}
