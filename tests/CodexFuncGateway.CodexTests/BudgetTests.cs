using System.Text.RegularExpressions;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>A spent budget, as whoever works with Codex meets it.</summary>
public sealed class BudgetTests
{
    [CodexTheory]
    [InlineData("month", @"monthly budget of \$0\.000001 for this gateway.*try again at \w+")]
    [InlineData("total", @"total budget of \$0\.000001 for this gateway.*it is not renewed")]
    public async Task Codex_shows_at_once_which_budget_is_spent_and_until_when(string period, string shown)
    {
        await using var upstream = await SimulatedProviders.StartAsync("anthropic", ScriptedSession.Saying("Never said."));
        await using var gateway = await GatewayProcess.StartAsync(
        [
            .. SimulatedProviders.SettingsOf("anthropic", upstream),
            new("Budgets:small:Scope", "everything"), new("Budgets:small:Period", period), new("Budgets:small:LimitUsd", "0.000001"),
        ]);
        using var workspace = CodexWorkspace.With(RepairSession.Files);

        var run = await CodexSession.RunAsync(gateway.Target("anthropic/claude-sonnet-4-5"), workspace, RepairSession.Prompt);

        Assert.True(run.Result is { ExitCode: not 0, TimedOut: false }, run.Transcript);
        Assert.Matches(new Regex(shown), run.Transcript);
        Assert.DoesNotContain("Reconnecting", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(upstream.Requests);
        Assert.True(Regex.Count(gateway.Log, "ended with BudgetSpent") == 1, gateway.Log + run.Transcript);
    }
}
