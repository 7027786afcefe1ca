using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>
/// One session that moves from model to model: each provider gets back what it said itself, byte for byte, and nothing that only
/// another could read. The simulators refuse foreign signatures and miss their own.
/// </summary>
public sealed class ModelSwitchTests
{
    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-5", "openai/gpt-5.5", "mistral/mistral-medium-3-5")]
    [InlineData("openai/gpt-5.5", "xai/grok-4.3", "anthropic/claude-opus-5")]
    [InlineData("cerebras/gpt-oss-120b", "anthropic/claude-sonnet-4-5", "azure/gpt-5.5")]
    [InlineData("gemini/gemini-3.5-flash", "anthropic/claude-sonnet-4-5", "openai/gpt-5.5")]
    [InlineData("anthropic/claude-opus-5", "gemini/gemini-3.1-pro-preview", "mistral/mistral-medium-3-5")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic/claude-opus-5", "gemini/gemini-3.5-flash")]
    [InlineData("anthropic/claude-sonnet-4-5", "bedrock/global.anthropic.claude-opus-5", "openai/gpt-5.5")]
    public async Task A_session_moves_on_to_other_models_and_back(string first, string second, string third)
    {
        string[] visits = [first, second, third, first];
        await using var home = await StartAsync(first, turns: 2);
        await using var neighbour = await StartAsync(second, turns: 1);
        await using var stranger = await StartAsync(third, turns: 1);
        await using var gateway = await GatewayProcess.StartAsync([.. SettingsOf(first, home), .. SettingsOf(second, neighbour), .. SettingsOf(third, stranger)]);
        using var workspace = new CodexWorkspace();

        var runs = new List<CodexRun>();
        foreach (var model in visits)
        {
            var target = gateway.Target(model);
            runs.Add(runs.Count == 0 ? await CodexSession.RunAsync(target, workspace, "Go.") : await CodexSession.ResumeAsync(target, workspace, "Go on."));
        }

        var account = string.Join('\n', runs.Select(run => run.Transcript)) + gateway.Log;
        Assert.All([home, neighbour, stranger], upstream => Assert.True(upstream.Violations.Count == 0, string.Join('\n', upstream.Violations) + account));
        Assert.All(runs, run => Assert.True(run.Result.ExitCode == 0 && run.Messages.Contains("Done."), account));
        Assert.Equal([4, 2, 2], new[] { home, neighbour, stranger }.Select(upstream => upstream.Requests.Count));
    }

    private static Task<UpstreamSimulator> StartAsync(string model, int turns) =>
        SimulatedProviders.StartAsync(SimulatedProviders.ProviderOf(model), new ScriptedSession([.. Enumerable.Range(1, turns).SelectMany(turn => WriteTurn(model, turn))]));

    private static IEnumerable<KeyValuePair<string, string>> SettingsOf(string model, UpstreamSimulator upstream) =>
        SimulatedProviders.SettingsOf(SimulatedProviders.ProviderOf(model), upstream);

    /// <summary>Thoughts and a command, then thoughts and an answer.</summary>
    private static IEnumerable<ScriptedStep> WriteTurn(string model, int turn) =>
    [
        new ScriptedStep
        {
            Reasoning = new ScriptedReasoning($"{model} begins turn {turn}.", $"c2ln+{model}+{turn}/=="),
            Calls = [ScriptedCall.Function("exec_command", new { cmd = $"echo {model}" })],
        },
        new ScriptedStep
        {
            ExpectedOutputs = [model],
            Reasoning = new ScriptedReasoning($"{model} ends turn {turn}.", $"c2ln+{model}+{turn}/end=="),
            Text = "Done.",
        },
    ];
}
