using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>The local host as a developer starts it: a process of its own on a free port, with a data folder that goes when it does.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private const string Key = "codex-tests-key";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly DirectoryInfo data;
    private readonly List<string> lines = [];
    private string baseUrl = "";

    private GatewayProcess(Process process, DirectoryInfo data) => (this.process, this.data) = (process, data);

    /// <summary>Everything the gateway has printed.</summary>
    public string Log
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    /// <param name="settings">.NET configuration keys, such as <c>Providers:anthropic:BaseUrl</c>.</param>
    public static async Task<GatewayProcess> StartAsync(IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        var data = Directory.CreateTempSubdirectory("gateway-test-");
        var process = new Process { StartInfo = Start(settings, data.FullName) };
        var gateway = new GatewayProcess(process, data);
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => gateway.Read(line.Data, address);
        process.ErrorDataReceived += (_, line) => gateway.Read(line.Data, address);
        process.Exited += (_, _) => address.TrySetException(gateway.EndedEarly());
        process.EnableRaisingEvents = true;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            gateway.baseUrl = $"{await address.Task.WaitAsync(StartLimit)}/openai/v1";
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public CodexTarget Target(string model) => new(baseUrl, Key, model);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
        data.Delete(recursive: true);
    }

    private static ProcessStartInfo Start(IReadOnlyList<KeyValuePair<string, string>> settings, string data)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "CodexFuncGateway.Local.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (key, value) in settings.Append(new("Gateway:DevKey", Key)).Append(new("Gateway:DataDirectory", data)))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    /// <remarks>Waits for the rest of the output, which may arrive after the exit itself.</remarks>
    private InvalidOperationException EndedEarly()
    {
        process.WaitForExit();
        return new InvalidOperationException($"The gateway ended at its start:\n{Log}");
    }

    private void Read(string? line, TaskCompletionSource<string> address)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Add(line);
        }

        if (Address().Match(line) is { Success: true } match)
        {
            address.TrySetResult(match.Value);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex Address();
}
