using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>Codex with full access offers a live search: the model searches at its provider, answers with sources, and goes on from there in the next turn.</summary>
public sealed class WebSearchTests
{
    private static readonly ScriptedSession Script = new(
        new ScriptedStep
        {
            Search = new ScriptedSearch("poem lines", new ScriptedSource("https://poems.example", "Poems")),
            Text = "Poems often have three lines.",
            Calls = [ScriptedCall.Function("exec_command", new { cmd = "wc -l poem.txt" })],
        },
        new ScriptedStep { ExpectedOutputs = ["3 poem.txt"], Text = "So has yours." },
        new ScriptedStep { Text = "You are welcome." });

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-6")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("xai/grok-4.3")]
    [InlineData("openai/gpt-5.5")]
    public async Task A_session_goes_on_after_a_search(string model)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, Script);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);
        using var workspace = new CodexWorkspace();
        workspace.Write("poem.txt", "one\ntwo\nthree\n");

        var first = await CodexSession.RunAsync(gateway.Target(model), workspace, "Is poem.txt as long as poems are?");
        var second = await CodexSession.ResumeAsync(gateway.Target(model), workspace, "Thanks.");

        var account = string.Join('\n', [.. upstream.Violations, first.Transcript, second.Transcript, gateway.Log]);
        Assert.True(upstream.Violations.Count == 0 && first.Result.ExitCode == 0 && second.Result.ExitCode == 0, account);
        Assert.Equal("So has yours.", first.Messages[^1]);
        Assert.Equal("You are welcome.", second.Messages[^1]);
    }
}
