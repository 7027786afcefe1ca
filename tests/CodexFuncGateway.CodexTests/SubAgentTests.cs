using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>A model hands a task to a sub-agent, which works at the same provider at the same time, and waits for it.</summary>
public sealed class SubAgentTests
{
    private const string Task = "Count the lines of poem.txt.";

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-6")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("bedrock/global.anthropic.claude-opus-5")]
    public async Task A_sub_agent_does_its_part_and_reports(string model)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, ("Delegate the counting.", Parent), (Task, Child));
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);
        using var workspace = new CodexWorkspace();
        workspace.Write("poem.txt", "one\ntwo\nthree\n");

        var run = await CodexSession.RunAsync(gateway.Target(model), workspace, "Delegate the counting.");

        var account = string.Join('\n', [.. upstream.Violations, run.Transcript, gateway.Log]);
        Assert.True(upstream.Violations.Count == 0 && run.Result.ExitCode == 0, account);
        Assert.Equal("Three lines, says my helper.", run.Messages[^1]);
        Assert.Equal(Parent.Steps.Count + Child.Steps.Count, upstream.Requests.Count);
    }

    private static ScriptedSession Parent { get; } = new(
        new ScriptedStep { Calls = [ScriptedCall.Function("multi_agent_v1__spawn_agent", new { message = Task })] },
        new ScriptedStep
        {
            ExpectedOutputs = ["agent_id"],
            Calls = [ScriptedCall.Function("multi_agent_v1__wait_agent", new { targets = new[] { "@{agent_id}" }, timeout_ms = 60_000 })],
        },
        new ScriptedStep { ExpectedOutputs = ["There are three."], Text = "Three lines, says my helper." });

    private static ScriptedSession Child { get; } = new(
        new ScriptedStep { Calls = [ScriptedCall.Function("exec_command", new { cmd = "wc -l poem.txt" })] },
        new ScriptedStep { ExpectedOutputs = ["3 poem.txt"], Text = "There are three." });
}
