using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>
/// Models that Codex knows by name get its newer forms of request: tools that must be searched for, and scripts instead of calls. Here such
/// a name is an alias of another maker's model, so that nobody at the other end has ever heard of them.
/// </summary>
public sealed class NewerShapesTests
{
    private const string Script = "const r = await tools.exec_command({cmd: \"wc -l poem.txt\"});\ntext(r.output);";

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-6")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    public Task Code_mode_runs_the_scripts_of(string model) => RunAsync("gpt-6-sol", model, new ScriptedSession(
        new ScriptedStep { Calls = [ScriptedCall.Freeform("exec", Script)] },
        new ScriptedStep { ExpectedOutputs = ["3 poem.txt"], Text = "Three lines." }));

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-6")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    public Task Tools_are_searched_for_and_then_called_by(string model) => RunAsync("gpt-5.5", model, new ScriptedSession(
        new ScriptedStep { Calls = [ScriptedCall.Function("tool_search", new { query = "spawn agent", limit = 5 })] },
        new ScriptedStep { ExpectedOutputs = ["multi_agent_v1__spawn_agent"], Calls = [ScriptedCall.Function("multi_agent_v1__close_agent", new { target = "nobody" })] },
        new ScriptedStep { ExpectedOutputs = ["nobody"], Text = "Three lines." }));

    private static async Task RunAsync(string asked, string model, ScriptedSession session)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, session);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream), new($"Models:{asked}:Routes:0", model)]);
        using var workspace = new CodexWorkspace();
        workspace.Write("poem.txt", "one\ntwo\nthree\n");

        var run = await CodexSession.RunAsync(gateway.Target(asked) with { HasCatalog = false }, workspace, "How long is poem.txt?");

        var account = string.Join('\n', [.. upstream.Violations, run.Transcript, gateway.Log]);
        Assert.True(upstream.Violations.Count == 0 && run.Result.ExitCode == 0, account);
        Assert.True(run.Messages is [.., "Three lines."], account);
        Assert.Equal(session.Steps.Count, upstream.Requests.Count);
    }
}
