using System.Text;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>A session that outgrows its window: the real Codex compacts it in mid-turn, by itself or through the provider, and goes on.</summary>
public sealed class CompactionTests
{
    private const string Summary = "The user wants a big job. big.txt says 4711. Next: say Done.";

    private static readonly ScriptedUsage Much = new(FreshInput: 50_000, CacheRead: 0, CacheWrite: 0, Output: 100, Reasoning: 20);

    /// <summary>A command that fills the window, the summary, and the answer.</summary>
    private static readonly ScriptedSession Session = new(
        new ScriptedStep
        {
            Reasoning = new ScriptedReasoning("I look first.", "c2lnbed/first=="),
            Calls = [ScriptedCall.Function("exec_command", new { cmd = "cat big.txt" })],
            Usage = Much,
        },
        new ScriptedStep { ExpectedOutputs = ["4711"], Reasoning = new ScriptedReasoning("I sum up.", "c2lnbed/second=="), Text = Summary },
        new ScriptedStep { Text = "Done." });

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("openai/gpt-5.5")]
    public async Task Codex_compacts_by_itself_with(string model)
    {
        var (run, upstream, log) = await RunAsync(model, "OpenAI HTTP");

        AssertWentOn(run, upstream, log);
        Assert.Contains("CONTEXT CHECKPOINT COMPACTION", Body(upstream, 1), StringComparison.Ordinal);
        Assert.Contains(Summary, Body(upstream, 2), StringComparison.Ordinal);
    }

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("mistral/mistral-medium-3-5")]
    [InlineData("azure/gpt-5.5")]
    public async Task Codex_has_the_gateway_compact_with(string model)
    {
        var (run, upstream, log) = await RunAsync(model, "OpenAI");

        AssertWentOn(run, upstream, log);
        Assert.DoesNotContain("CONTEXT CHECKPOINT COMPACTION", Body(upstream, 1), StringComparison.Ordinal);
        Assert.Contains(Summary, Body(upstream, 2), StringComparison.Ordinal);
    }

    [CodexFact]
    public async Task Codex_has_OpenAI_compact()
    {
        var (run, upstream, log) = await RunAsync("openai/gpt-5.5", "OpenAI");

        AssertWentOn(run, upstream, log);
        Assert.Contains("\"compaction_trigger\"", Body(upstream, 1), StringComparison.Ordinal);
        Assert.Contains("\"compaction\"", Body(upstream, 2), StringComparison.Ordinal);
        Assert.Contains("gAAAAAB", Body(upstream, 2), StringComparison.Ordinal);
    }

    [CodexTheory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("gemini/gemini-3.5-flash")]
    [InlineData("openai/gpt-5.5")]
    public async Task Codex_shows_once_that_there_is_no_room_with(string model)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, Session);
        upstream.Window = 100;
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);
        using var workspace = new CodexWorkspace();

        var run = await CodexSession.RunAsync(gateway.Target(model), workspace, "Do a big job.");

        Assert.True(run.Result is { ExitCode: not 0, TimedOut: false }, run.Transcript);
        Assert.Contains("ran out of room in the model's context window", run.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("Reconnecting", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.Single(upstream.Requests);
    }

    private static async Task<(CodexRun Run, UpstreamSimulator Upstream, string Log)> RunAsync(string model, string providerName)
    {
        var provider = SimulatedProviders.ProviderOf(model);
        await using var upstream = await SimulatedProviders.StartAsync(provider, Session);
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf(provider, upstream)]);
        using var workspace = CodexWorkspace.With(new Dictionary<string, string> { ["big.txt"] = "4711\n" });
        var target = gateway.Target(model) with { ProviderName = providerName, CompactAfter = 20_000 };
        return (await CodexSession.RunAsync(target, workspace, "Do a big job."), upstream, gateway.Log);
    }

    private static void AssertWentOn(CodexRun run, UpstreamSimulator upstream, string log)
    {
        var account = $"{string.Join('\n', upstream.Violations)}\n{run.Transcript}\n{log}";
        Assert.True(upstream.Violations.Count == 0, account);
        Assert.True(run.Result.ExitCode == 0, account);
        Assert.True(upstream.Requests.Count == 3, account);
        Assert.DoesNotContain("Reconnecting", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Done.", run.Messages[^1]);
    }

    private static string Body(UpstreamSimulator upstream, int request) => Encoding.UTF8.GetString(upstream.Requests[request].Body);
}
