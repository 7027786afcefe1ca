using CodexFuncGateway.Catalog;
using CodexFuncGateway.Http;
using CodexFuncGateway.Local.Demo;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Local;

/// <summary>The gateway on a developer's machine: Kestrel, a store in a directory, and the scripted model <c>demo/coder</c>.</summary>
public sealed class LocalHost : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> NoSettings = [];
    private readonly WebApplication application;
    private readonly DemoUpstream demo;

    private LocalHost(WebApplication application, DemoUpstream demo) => (this.application, this.demo) = (application, demo);

    /// <summary>Where it can be reached from this machine, such as <c>http://127.0.0.1:7071</c>.</summary>
    public string Address => application.Urls.First().Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal).Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal);

    /// <summary>What a developer needs to know to use it, as text.</summary>
    public string Greeting { get; private set; } = "";

    public IServiceProvider Services => application.Services;

    /// <param name="arguments">The command line: <c>--urls</c>, and any setting as <c>--Section:Key=value</c>.</param>
    /// <param name="settings">Settings that override every other source.</param>
    /// <exception cref="LocalHostException">It cannot start.</exception>
    public static async Task<LocalHost> StartAsync(string[] arguments, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var demo = await DemoUpstream.StartAsync();
        try
        {
            var application = LocalApplication.Build(arguments, [.. DemoProvider.Settings(demo.BaseUrl), .. settings ?? NoSettings]);
            var host = new LocalHost(application, demo);
            await host.StartAsync();
            return host;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process was told to end and every running reply has ended, or its time is up.</summary>
    public Task WaitForShutdownAsync()
    {
        ShutdownNotice.Register(application.Lifetime);
        return application.WaitForShutdownAsync();
    }

    /// <summary>Takes no new connections, lets running replies end, and stores the rest of the ledger.</summary>
    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        // Last, for a running reply may be the demo's.
        await demo.DisposeAsync();
    }

    private async Task StartAsync()
    {
        try
        {
            // Made now, so that what is wrong with the settings is said at the start and not at the first request.
            _ = Services.GetRequiredService<ITableStore>();
            application.Run(Services.GetRequiredService<GatewayEndpoint>().HandleAsync);
            await application.StartAsync();
            Greeting = await LocalGreeting.WriteAsync(Address, Services);
        }
        catch (Exception exception) when (exception is CatalogException or InvalidOperationException or IOException or FormatException)
        {
            await application.DisposeAsync();
            throw new LocalHostException($"The gateway cannot start. {exception.Message}", exception);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }
}
