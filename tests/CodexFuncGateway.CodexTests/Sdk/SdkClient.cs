using System.Diagnostics;
using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>Runs one scene of <c>client.mjs</c>: the official SDK against a target, in a Node process of its own.</summary>
internal static class SdkClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <returns>What the scene printed.</returns>
    public static async Task<JsonElement> RunAsync(CodexTarget target, string scene)
    {
        var result = await ChildProcess.RunAsync(Start(target, scene), Limit);
        Assert.True(result.ExitCode == 0, $"{scene}: exit code {result.ExitCode}, timed out: {result.TimedOut}\n{result.Output}\n{result.Error}");
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    private static ProcessStartInfo Start(CodexTarget target, string scene)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Sdk", "client.mjs"), scene, target.Model]);
        start.Environment["SDK_FOLDER"] = SdkInstallation.Current.Folder ?? throw new InvalidOperationException(SdkInstallation.Current.Problem);
        start.Environment["GATEWAY_BASE_URL"] = target.BaseUrl;
        start.Environment["GATEWAY_KEY"] = target.Key;
        return start;
    }
}
