using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;

namespace CodexFuncGateway.Bench.PassThrough;

/// <summary>The yardstick's host: Kestrel and one handler, without routing, logging or anything else a gateway would add.</summary>
internal static class PassThroughServer
{
    public static async Task RunAsync(int port, Uri upstream, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var app = builder.Build();
        using var forwarder = new Forwarder(upstream);
        app.Run(forwarder.ForwardAsync);
        await app.StartAsync(cancellationToken);
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
