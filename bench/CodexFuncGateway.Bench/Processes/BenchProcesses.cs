using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Processes;

/// <summary>Starts the parts of a run, each in a process of its own: what shares a process shares its garbage collector and threads.</summary>
internal sealed class BenchProcesses : IAsyncDisposable
{
    public const string GatewayKey = "bench-key";

    private static readonly Dictionary<string, string> NoSettings = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("codex-gateway-bench-");
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { UseProxy = false });

    public ServerProcess Upstream { get; } = new(ThisProgram, ["upstream", "{port}"], NoSettings);

    private static string ThisProgram => Path.Combine(AppContext.BaseDirectory, "CodexFuncGateway.Bench.dll");

    /// <summary>Replies that start from now on come at this pace.</summary>
    public async Task SetPaceAsync(Pace pace, CancellationToken cancellationToken)
    {
        await HealthCheck.WaitAsync(_client, Upstream, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Upstream.Address, pace.Path));
        using var reply = await _client.SendAsync(request, cancellationToken);
    }

    public Task<ServerProcess> StartPassThroughAsync(CancellationToken cancellationToken) =>
        WaitForAsync(new ServerProcess(ThisProgram, ["passthrough", "{port}", Upstream.Address.ToString()], NoSettings), cancellationToken);

    /// <summary>A gateway all of whose providers are the upstream.</summary>
    public Task<ServerProcess> StartGatewayAsync(string program, CancellationToken cancellationToken) => StartGatewayAsync(program, NoSettings, cancellationToken);

    /// <inheritdoc cref="StartGatewayAsync(string, CancellationToken)"/>
    public Task<ServerProcess> StartGatewayAsync(string program, IReadOnlyDictionary<string, string> more, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>(more)
        {
            ["Gateway__DevKey"] = GatewayKey,
            ["Gateway__DataDirectory"] = _data.CreateSubdirectory(Path.GetRandomFileName()).FullName,
            ["Logging__LogLevel__CodexFuncGateway"] = "Warning",
            ["Providers__bedrock__Parameters__region"] = "us-east-1",
        };
        foreach (var route in GatewayRoute.All)
        {
            settings[$"Providers__{route.Provider}__BaseUrl"] = new Uri(Upstream.Address, "/v1").ToString();
            settings[$"Providers__{route.Provider}__ApiKey"] = "bench";
        }

        return WaitForAsync(new ServerProcess(program, ["--urls", "http://127.0.0.1:{port}"], settings), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        _client.Dispose();
        _data.Delete(recursive: true);
    }

    private async Task<ServerProcess> WaitForAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        try
        {
            await HealthCheck.WaitAsync(_client, server, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
