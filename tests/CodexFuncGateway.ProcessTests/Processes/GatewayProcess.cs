using CodexFuncGateway.Http;
using CodexFuncGateway.Instances;
using CodexFuncGateway.ProcessTests.Stores;
using CodexFuncGateway.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.ProcessTests.Processes;

/// <summary>A gateway as any host would put it together, on a store that others share. Its first line of output is its address.</summary>
internal static class GatewayProcess
{
    public const string Name = "gateway";

    /// <summary>Short, so that a test need not wait for minutes until it knows who is dead. While the store is away for longer, money cannot be spent.</summary>
    public static readonly InstanceOptions Instances = new()
    {
        LeaseLength = TimeSpan.FromSeconds(12),
        RenewalInterval = TimeSpan.FromSeconds(1),
        ClockMargin = TimeSpan.FromSeconds(1),
    };

    public static async Task RunAsync(string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(["--hostBuilder:reloadConfigOnChange=false", .. settings]);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton<ITableStore>(new HttpTableStore(new Uri(builder.Configuration["Store"]!)))
            .AddCodexFuncGateway()
            .AddSingleton(Instances);
        await using var application = builder.Build();
        application.Run(application.Services.GetRequiredService<GatewayEndpoint>().HandleAsync);
        await application.StartAsync();
        await Console.Out.WriteLineAsync(application.Urls.Single());
        await ChildProcess.ParentEndedAsync();
        await application.StopAsync();
    }
}
