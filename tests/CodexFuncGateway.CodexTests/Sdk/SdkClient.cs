using System.Diagnostics;
using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>Runs one scene of a script: an SDK against a target, in a Node process of its own.</summary>
internal static class SdkClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <returns>What the scene printed.</returns>
    public static Task<JsonElement> RunAsync(CodexTarget target, string scene) => RunAsync(ClientSdk.OpenAI, target, scene);

    /// <inheritdoc cref="RunAsync(CodexTarget, string)"/>
    public static async Task<JsonElement> RunAsync(ClientSdk sdk, CodexTarget target, string scene) => JsonElement.Parse(await PrintAsync(sdk, target, scene));

    /// <inheritdoc cref="RunAsync(CodexTarget, string)"/>
    public static async Task<string> PrintAsync(ClientSdk sdk, CodexTarget target, string scene)
    {
        var result = await ChildProcess.RunAsync(Start(sdk, target, scene), Limit);
        Assert.True(result.ExitCode == 0, $"{sdk.Script} {scene}: exit code {result.ExitCode}, timed out: {result.TimedOut}\n{result.Output}\n{result.Error}");
        return result.Output;
    }

    private static ProcessStartInfo Start(ClientSdk sdk, CodexTarget target, string scene)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Sdk", $"{sdk.Script}.mjs"), scene, target.Model]);
        start.Environment["SDK_FOLDER"] = sdk.Installation.Folder ?? throw new InvalidOperationException(sdk.Installation.Problem);
        start.Environment["GATEWAY_BASE_URL"] = target.BaseUrl;
        start.Environment["GATEWAY_KEY"] = target.Key;
        return start;
    }
}
