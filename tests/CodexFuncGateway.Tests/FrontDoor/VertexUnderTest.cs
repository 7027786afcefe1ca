using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Simulators.Vertex;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A gateway with a service account, Google's token server and Vertex, all by one clock.</summary>
internal sealed class VertexUnderTest : IAsyncDisposable
{
    private readonly LoopbackServer tokens;

    private VertexUnderTest(GoogleTokenService google, LoopbackServer tokens) => (Google, this.tokens) = (google, tokens);

    public GoogleTokenService Google { get; }

    public GatewayUnderTest Gateway { get; private set; } = null!;

    public UpstreamSimulator Upstream { get; private set; } = null!;

    public IReadOnlyList<ReceivedRequest> TokenRequests => tokens.Requests;

    /// <summary>The credentials that Vertex was shown, in their order.</summary>
    public IEnumerable<string?> Shown => Upstream.Requests.Select(request => request.Headers.GetValueOrDefault("Authorization"));

    /// <param name="wire">What the simulated Vertex serves.</param>
    /// <param name="settings">Settings of the provider beside those that lead to the simulators, or instead of them.</param>
    public static async Task<VertexUnderTest> StartAsync(Func<VertexGate, ISimulatedWire> wire, params (string Name, string? Value)[] settings)
    {
        var time = new ManualTimeProvider();
        var google = new GoogleTokenService(time);
        var vertex = new VertexUnderTest(google, await LoopbackServer.StartAsync(google.Answer));
        vertex.Upstream = await UpstreamSimulator.StartAsync(wire(new VertexGate(google.IsGood)), Told.Session);
        var all = new Dictionary<string, string?>
        {
            ["Providers:vertex:BaseUrl"] = vertex.Upstream.BaseUrl,
            ["Providers:vertex:CredentialsJson"] = google.ServiceAccountJson($"{vertex.tokens.Address}/token"),
            ["Providers:vertex:Parameters:project"] = VertexGate.Project,
            ["Providers:vertex:Parameters:location"] = VertexGate.Location,
        };
        foreach (var (name, value) in settings)
        {
            all[$"Providers:vertex:{name}"] = value;
        }

        vertex.Gateway = await GatewayUnderTest.StartAsync(all, services => services.AddSingleton<TimeProvider>(time));
        return vertex;
    }

    public Task<Answer> AskAsync(string model) => Gateway.PostAsync(Ask.Question($"vertex/{model}"));

    public Task StopTokensAsync() => tokens.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        await tokens.DisposeAsync();
        Google.Key.Dispose();
    }
}
