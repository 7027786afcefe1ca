using System.Globalization;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>The processes of a run, each part in its own: what shares a process shares its garbage collector and threads.</summary>
internal sealed class BenchProcesses : IAsyncDisposable
{
    public const string GatewayKey = "bench-key";

    private static readonly Dictionary<string, string> NoSettings = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("codex-gateway-bench-");

    private BenchProcesses(ServerProcess upstream) => Upstream = upstream;

    public ServerProcess Upstream { get; }

    private static string ThisProgram => Path.Combine(AppContext.BaseDirectory, "CodexFuncGateway.Bench.dll");

    private string UpstreamAddress => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Upstream.Port}");

    public static async Task<BenchProcesses> StartAsync(CancellationToken cancellationToken) =>
        new(await ServerProcess.StartAsync(ThisProgram, ["upstream", "{port}"], NoSettings, cancellationToken));

    public Task<ServerProcess> StartPassThroughAsync(CancellationToken cancellationToken) =>
        ServerProcess.StartAsync(ThisProgram, ["passthrough", "{port}", UpstreamAddress], NoSettings, cancellationToken);

    /// <summary>A gateway all of whose providers are the upstream, at one pace.</summary>
    public Task<ServerProcess> StartGatewayAsync(string program, Pace pace, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>
        {
            ["Gateway__DevKey"] = GatewayKey,
            ["Gateway__DataDirectory"] = _data.CreateSubdirectory(Path.GetRandomFileName()).FullName,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var route in GatewayRoute.All)
        {
            settings[$"Providers__{route.Provider}__BaseUrl"] = $"{UpstreamAddress}/{pace.Segment}/v1";
            settings[$"Providers__{route.Provider}__ApiKey"] = "bench";
        }

        return ServerProcess.StartAsync(program, ["--urls", "http://127.0.0.1:{port}"], settings, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
