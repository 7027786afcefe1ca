using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Simulators.Vertex;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>Vertex behind its gate, Google's token server, and the file with a service account that opens both.</summary>
internal sealed class SimulatedVertex : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("vertex-test-");
    private readonly GoogleTokenService google = new(TimeProvider.System);
    private LoopbackServer tokens = null!;

    public UpstreamSimulator Upstream { get; private set; } = null!;

    public IReadOnlyList<ReceivedRequest> TokenRequests => tokens.Requests;

    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Providers:vertex:BaseUrl", Upstream.BaseUrl),
        new("Providers:vertex:Parameters:project", VertexGate.Project),
        new("Providers:vertex:Parameters:location", VertexGate.Location),
        new("GOOGLE_APPLICATION_CREDENTIALS", AccountFile),
    ];

    private string AccountFile => Path.Combine(directory.FullName, "account.json");

    public static async Task<SimulatedVertex> StartAsync(Func<VertexGate, ISimulatedWire> wire, ScriptedSession session)
    {
        var vertex = new SimulatedVertex();
        vertex.tokens = await LoopbackServer.StartAsync(vertex.google.Answer);
        vertex.Upstream = await UpstreamSimulator.StartAsync(wire(new VertexGate(vertex.google.IsGood)), session);
        await File.WriteAllTextAsync(vertex.AccountFile, vertex.google.ServiceAccountJson($"{vertex.tokens.Address}/token"));
        return vertex;
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        await tokens.DisposeAsync();
        google.Key.Dispose();
        directory.Delete(recursive: true);
    }
}
