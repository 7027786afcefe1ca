using System.Diagnostics;
using System.Text.Json;
using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>Runs a scene of a vendor's script in a Node process of its own.</summary>
internal static class VendorClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <param name="settings">What the script needs beside address and key, as environment variables.</param>
    /// <returns>What the scene printed; whatever it complains of fails the test.</returns>
    public static async Task<JsonElement> RunAsync(VendorSdk sdk, string address, string scene, string model, params (string Name, string Value)[] settings)
    {
        var result = await ChildProcess.RunAsync(Start(sdk, address, scene, model, settings), Limit);
        Assert.True(result.ExitCode == 0 && result.Error.Length == 0, $"{sdk.Script} {scene}: exit code {result.ExitCode}, timed out: {result.TimedOut}\n{result.Output}\n{result.Error}");
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    private static ProcessStartInfo Start(VendorSdk sdk, string address, string scene, string model, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "Vendors", $"{sdk.Script}.mjs"), scene, model]);
        start.Environment["SDK_FOLDER"] = sdk.Installation.Folder ?? throw new InvalidOperationException(sdk.Installation.Problem);
        start.Environment["VENDOR_ADDRESS"] = address;
        start.Environment["VENDOR_KEY"] = SimulatedProviders.Key;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
