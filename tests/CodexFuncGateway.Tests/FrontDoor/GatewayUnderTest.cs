using CodexFuncGateway.Http;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>The whole gateway on a free loopback port, with a clock that stands still, a store that can be looked into, and every log line kept.</summary>
public sealed class GatewayUnderTest : IAsyncDisposable
{
    public const string Key = "sk-gateway-key-of-the-tests";
    public const string AdminKey = "sk-administration-key-of-the-tests";

    private readonly WebApplication application;
    private readonly HttpMessageInvoker client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    private GatewayUnderTest(WebApplication application) => this.application = application;

    public ManualTimeProvider Time => (ManualTimeProvider)application.Services.GetRequiredService<TimeProvider>();

    internal ReceivedLogs Logs => application.Services.GetRequiredService<ReceivedLogs>();

    internal LedgerView Ledger => application.Services.GetRequiredService<LedgerView>();

    public TestTableStore Store => application.Services.GetRequiredService<TestTableStore>();

    public IServiceProvider Services => application.Services;

    public Uri Address => new(application.Urls.Single());

    public static Task<GatewayUnderTest> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));

    /// <param name="addServices">Adds what another host would add, such as a source of secrets.</param>
    internal static async Task<GatewayUnderTest> StartAsync(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? addServices = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings)
        {
            ["Gateway:DevKey"] = settings.GetValueOrDefault("Gateway:DevKey") ?? Key,
            ["Gateway:AdminKey"] = settings.GetValueOrDefault("Gateway:AdminKey") ?? AdminKey,
            ["Gateway:KeyPepper"] = "a-pepper-of-the-tests-of-32-letters",
            ["Gateway:SpoolDirectory"] = settings.GetValueOrDefault("Gateway:SpoolDirectory") ?? Path.Combine(Path.GetTempPath(), $"gateway-under-test-{Guid.NewGuid():N}"),
            ["Gateway:SealKey"] = settings.GetValueOrDefault("Gateway:SealKey") ?? Convert.ToBase64String(new byte[32]),
        });
        // The server's own least rate goes by the real clock.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MinRequestBodyDataRate = null).UseUrls("http://127.0.0.1:0");
        AddServices(builder);
        addServices?.Invoke(builder.Services);
        var application = builder.Build();
        application.Services.GetRequiredService<LedgerView>();
        GatewayHost.Use(application);
        await application.StartAsync();
        return new GatewayUnderTest(application);
    }

    internal async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await OpenAsync(request);
        return await Answer.ReadAsync(response);
    }

    internal Task<Answer> PostAsync(string body, params (string Name, string Value)[] headers) => SendAsync(Ask.Responses(body).With(headers));

    internal Task<Answer> ChatAsync(string body) => SendAsync(Ask.Chat(body));

    internal Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(Ask.For(HttpMethod.Get, path).With(headers));

    /// <summary>Returns as soon as the answer's head is there; disposing it early is how a client leaves.</summary>
    internal Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        request.RequestUri = new Uri(Address, request.RequestUri!);
        if (!request.Headers.NonValidated.Contains("Authorization") && !request.Options.TryGetValue(Ask.Anonymous, out _))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {application.Configuration["Gateway:DevKey"]}");
        }

        return client.SendAsync(request, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await application.DisposeAsync();
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Services
            .AddSingleton<ReceivedLogs>()
            .AddSingleton<ILoggerProvider>(services => services.GetRequiredService<ReceivedLogs>())
            .AddSingleton<TimeProvider>(new ManualTimeProvider())
            .AddSingleton<TestTableStore>()
            .AddSingleton<ITableStore>(services => services.GetRequiredService<TestTableStore>())
            .AddSingleton<LedgerReader>()
            .AddSingleton<LedgerView>()
            .AddCodexFuncGateway()
            // The clock stands for the gateway's waits; moved in the middle of a write, it would not tell a slow store from a busy machine.
            .AddSingleton(new LedgerWriterOptions { StoreDeadline = Timeout.InfiniteTimeSpan, RecordDeadline = Timeout.InfiniteTimeSpan });
    }
}
