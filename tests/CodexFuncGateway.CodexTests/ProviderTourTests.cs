using System.Text;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>One session through five providers and back to the first: each writes its line with a patch and checks with a command, then takes over from the last.</summary>
public sealed class ProviderTourTests : IAsyncLifetime
{
    private const string Anthropic = "anthropic/claude-sonnet-4-6";

    private static readonly string[] Stops =
    [
        Anthropic, "mistral/mistral-medium-3-5", "gemini/gemini-3.5-flash", "bedrock/global.anthropic.claude-opus-5", "openai/gpt-5.5", Anthropic,
    ];

    private readonly Dictionary<string, UpstreamSimulator> upstreams = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.WhenAll(upstreams.Values.Select(upstream => upstream.DisposeAsync().AsTask()));

    [CodexFact]
    public async Task A_session_goes_through_five_providers_and_comes_back()
    {
        foreach (var model in Stops.Distinct())
        {
            upstreams.Add(model, await SimulatedProviders.StartAsync(SimulatedProviders.ProviderOf(model), ScriptOf(model)));
        }

        await using var gateway = await GatewayProcess.StartAsync([.. upstreams.SelectMany(stop => SimulatedProviders.SettingsOf(SimulatedProviders.ProviderOf(stop.Key), stop.Value))]);
        using var workspace = new CodexWorkspace();
        workspace.Write("tour.txt", "start\n");

        var runs = new List<CodexRun>();
        foreach (var model in Stops)
        {
            var target = gateway.Target(model);
            runs.Add(runs.Count == 0 ? await CodexSession.RunAsync(target, workspace, "Go.") : await CodexSession.ResumeAsync(target, workspace, "Go on."));
        }

        var account = string.Join('\n', [.. upstreams.Values.SelectMany(upstream => upstream.Violations), .. runs.Select(run => run.Transcript), gateway.Log]);
        Assert.All(upstreams.Values, upstream => Assert.True(upstream.Violations.Count == 0, account));
        Assert.All(runs, run => Assert.True(run.Result.ExitCode == 0 && run.Messages.Contains("Written."), account));
        Assert.DoesNotContain("Reconnecting", account, StringComparison.Ordinal);
        Assert.Equal($"start\n{string.Concat(Stops.Select((model, stop) => $"{stop + 1}: {model}\n"))}", workspace.Read("tour.txt"));
        Assert.All(Stops.Distinct(), model => AssertOwnThoughtsOnly(model, upstreams[model], account));
    }

    /// <summary>What a model thought is secret to all others; what was said and done is the conversation's.</summary>
    private static void AssertOwnThoughtsOnly(string model, UpstreamSimulator upstream, string account)
    {
        var last = Encoding.UTF8.GetString(upstream.Requests[^1].Body);
        Assert.All(Stops.Distinct().Where(other => other != model), other => Assert.False(last.Contains(SignatureOf(other), StringComparison.Ordinal), account));
        Assert.All(Stops[..Array.LastIndexOf(Stops, model)].Index(), stop => Assert.True(last.Contains($"+{stop.Index + 1}: {stop.Item}", StringComparison.Ordinal), account));
    }

    private static ScriptedSession ScriptOf(string model) =>
        new([.. Stops.Index().Where(stop => stop.Item == model).SelectMany(stop => WriteTurn(model, stop.Index))]);

    private static string SignatureOf(string model) => $"c2ln{Array.IndexOf(Stops, model):D4}";

    private static IEnumerable<ScriptedStep> WriteTurn(string model, int stop)
    {
        var (line, before) = ($"{stop + 1}: {model}", stop == 0 ? "start" : $"{stop}: {Stops[stop - 1]}");
        return
        [
            new ScriptedStep
            {
                Reasoning = new ScriptedReasoning($"I am stop {stop + 1}.", $"{SignatureOf(model)}AAAA{stop:D4}"),
                Calls =
                [
                    ScriptedCall.Freeform("apply_patch", $"*** Begin Patch\n*** Update File: tour.txt\n@@\n {before}\n+{line}\n*** End Patch\n"),
                    ScriptedCall.Function("exec_command", new { cmd = $"echo {stop}" }),
                ],
            },
            new ScriptedStep { ExpectedOutputs = ["Success. Updated", $"{stop}"], Calls = [ScriptedCall.Function("exec_command", new { cmd = $"tail -n 1 tour.txt # {line}" })] },
            new ScriptedStep { ExpectedOutputs = [line], Reasoning = new ScriptedReasoning("It stands there.", $"{SignatureOf(model)}BBBB{stop:D4}"), Text = "Written." },
        ];
    }
}
