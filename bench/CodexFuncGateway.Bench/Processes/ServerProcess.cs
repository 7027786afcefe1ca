using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CodexFuncGateway.Bench.Http;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>A server started for this run on a free port; disposing it ends that one process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 30;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();

    /// <summary>Starts a .NET program; <c>{port}</c> in an argument stands for its port.</summary>
    public ServerProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings)
    {
        Port = FreePort.Find();
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}"));
        var port = Port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments.Select(argument => argument.Replace("{port}", port, StringComparison.Ordinal))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(InlineSockets.Variable);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int Port { get; }

    public Uri Address { get; }

    public bool HasExited => _process.HasExited;

    /// <summary>What the process printed last, for whoever has to find out why it does not do its work.</summary>
    public string LastLines => string.Join('\n', _lastLines);

    public async ValueTask DisposeAsync()
    {
        // Without blocking: this may run on the thread that polls the sockets, and the process's output comes through there too.
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        _lastLines.Enqueue(line ?? "(end of output)");
        while (_lastLines.Count > LinesKept)
        {
            _lastLines.TryDequeue(out _);
        }
    }
}
