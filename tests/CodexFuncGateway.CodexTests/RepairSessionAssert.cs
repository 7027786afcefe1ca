using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.CodexTests;

/// <summary>What "the repair session worked" means, the same for every provider.</summary>
internal static class RepairSessionAssert
{
    /// <param name="log">What else may explain a failure.</param>
    public static void Succeeded(CodexRun run, CodexWorkspace workspace, UpstreamSimulator upstream, string log = "")
    {
        var account = $"{string.Join('\n', upstream.Violations)}\n{run.Transcript}\n{log}";
        Assert.True(upstream.Violations.Count == 0, account);
        Assert.True(run.Result.ExitCode == 0, account);
        Assert.DoesNotContain("Reconnecting", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("unsupported call", run.Transcript, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(RepairSession.RepairedFile, workspace.Read("add.sh"));
        Assert.Equal(RepairSession.FinalMessage, run.Messages[^1]);
        Assert.Equal(RepairSession.Script.Steps.Count, upstream.Requests.Count);
    }
}
