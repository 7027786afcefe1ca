using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CodexFuncGateway.Bench.Http;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>A server started for this run on a free port, answering <c>GET /health</c>; disposing it ends that one process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 30;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();

    private ServerProcess(ProcessStartInfo start, int port)
    {
        Port = port;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public int Port { get; }

    /// <summary>Starts a .NET program and waits until it is healthy; <c>{port}</c> in an argument stands for its port.</summary>
    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var portText = port.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [program, .. arguments.Select(argument => argument.Replace("{port}", portText, StringComparison.Ordinal))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(InlineSockets.Variable);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(start, port);
        try
        {
            await HealthCheck.WaitAsync(port, () => server._process.HasExited, cancellationToken);
            return server;
        }
        catch (BenchException exception)
        {
            await server.DisposeAsync();
            throw new BenchException($"{Path.GetFileName(program)} {exception.Message}\n{string.Join('\n', server._lastLines)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Without blocking: this may run on the thread that polls the sockets, and the process's output comes through there too.
        _process.Kill();
        await _process.WaitForExitAsync();

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        _lastLines.Enqueue(line ?? "");
        while (_lastLines.Count > LinesKept)
        {
            _lastLines.TryDequeue(out _);
        }
    }
}
