using CodexFuncGateway.Functions.Tables;
using CodexFuncGateway.Http;
using CodexFuncGateway.KeyVault;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Functions;

/// <summary>The gateway with what Azure brings to it: a store in Table Storage, secrets in a vault, an identity. Nothing here touches the network.</summary>
internal static class FunctionAppRegistration
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(30);

    public static IHostApplicationBuilder AddGateway(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        builder.Services
            .AddCodexFuncGateway()
            .AddKeyVaultSecrets(builder.Configuration)
            .AddEntraTokens(builder.Configuration)
            .AddTableStorage(builder.Configuration)
            .Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime)
            .Configure<KestrelServerOptions>(Configure);
        return builder;
    }

    private static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // The gateway has a limit of its own, and answers it in its own words.
        kestrel.Limits.MaxRequestBodySize = null;
        // A stream may be read as slowly as its reader likes: a terminal that is paused is not an attack.
        kestrel.Limits.MinResponseDataRate = null;
    }
}
