using CodexFuncGateway.Http;
using CodexFuncGateway.KeyVault;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Telemetry;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

namespace CodexFuncGateway.Local;

/// <summary>Puts the web application together; it is not started.</summary>
internal static class LocalApplication
{
    private const string UsualAddress = "http://127.0.0.1:7071";
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, string?> UsualLevels = new()
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:CodexFuncGateway"] = "Information",
        // Why the host could not start is said once, by whoever started it.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting"] = "None",
    };

    public static WebApplication Build(string[] arguments, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        // Settings are read once; watching their files would cost one of the machine's few file watchers.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. arguments]);
        AddLogging(builder);
        builder.Configuration.AddInMemoryCollection(settings);
        var data = DataDirectory.Open(builder.Configuration["Gateway:DataDirectory"]);
        builder.Configuration.AddInMemoryCollection(data.MissingSecrets(builder.Configuration));
        if (string.IsNullOrEmpty(builder.Configuration["Gateway:SpoolDirectory"]))
        {
            builder.Configuration.AddInMemoryCollection([new("Gateway:SpoolDirectory", data.Path)]);
        }

        AddServer(builder.WebHost, builder.Configuration);
        builder.Services.AddSingleton(data).AddSingleton<ITableStore>(services => data.OpenStore(services.GetRequiredService<TimeProvider>()));
        builder.Services.AddCodexFuncGateway()
            .AddKeyVaultSecrets(builder.Configuration).AddEntraTokens(builder.Configuration).AddOtlpTelemetry(builder.Configuration)
            .AddHostedService<RollUpTimer>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        return builder.Build();
    }

    private static void AddServer(ConfigureWebHostBuilder web, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration["urls"]))
        {
            web.UseUrls(UsualAddress);
        }

        // Asking whether there is anything before reading it doubles the reads; it would only spare idle connections a few kilobytes.
        web.UseSockets(sockets => sockets.WaitForDataBeforeAllocatingBuffer = false);
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The gateway has a limit of its own, and answers it in its own words.
            kestrel.Limits.MaxRequestBodySize = null;
            // A stream may be read as slowly as its reader likes: a terminal that is paused is not an attack.
            kestrel.Limits.MinResponseDataRate = null;
        });
    }

    /// <summary>Warnings, and one line for every call, unless the settings under <c>Logging:LogLevel</c> say otherwise.</summary>
    private static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = UsualLevels });
        var logging = builder.Logging.ClearProviders();
        logging.AddConsole(console => console.FormatterName = LineFormatter.Name).AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
    }
}
