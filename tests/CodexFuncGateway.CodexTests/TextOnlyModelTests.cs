using System.Text.RegularExpressions;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Replicate;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>A model that cannot call tools is of no use to Codex, and says so at once.</summary>
public sealed class TextOnlyModelTests
{
    [CodexFact]
    public async Task Codex_shows_at_once_that_a_model_without_tools_cannot_serve_it()
    {
        await using var upstream = await UpstreamSimulator.StartAsync(new ReplicateSimulator(), ScriptedSession.Saying("Never said."));
        await using var gateway = await GatewayProcess.StartAsync([.. SimulatedProviders.SettingsOf("replicate", upstream)]);
        using var workspace = CodexWorkspace.With(RepairSession.Files);
        var target = gateway.Target("replicate/openai/gpt-5");

        var run = await CodexSession.RunAsync(target, workspace, RepairSession.Prompt);

        Assert.True(run.Result is { ExitCode: not 0, TimedOut: false }, run.Transcript);
        Assert.Contains("The model replicate/openai/gpt-5 cannot use tools", run.Transcript, StringComparison.Ordinal);
        Assert.DoesNotContain("Reconnecting", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(upstream.Requests);
        await LogUntilHereAsync(gateway, target);
        Assert.True(Regex.Count(gateway.Log, "ended with InvalidRequest") == 1, gateway.Log + run.Transcript);
    }

    /// <summary>What a process has logged arrives in its order: once the log tells of this request, it has told of all before it.</summary>
    private static async Task LogUntilHereAsync(GatewayProcess gateway, CodexTarget target)
    {
        using var client = new HttpMessageInvoker(new SocketsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{target.BaseUrl}/models/nobody/serves-this");
        request.Headers.Authorization = new("Bearer", target.Key);
        using var response = await client.SendAsync(request, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => gateway.Log.Contains("ended with ModelNotFound", StringComparison.Ordinal), TimeSpan.FromSeconds(30)), gateway.Log);
    }
}
