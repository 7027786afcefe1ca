using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>A collector on loopback that takes OTLP over HTTP in protobuf, and keeps what arrives. https://opentelemetry.io/docs/specs/otlp/ (seen 2026-11)</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = [];

    private OtlpCollector(WebApplication application) => this.application = application;

    public string Address => application.Urls.Single();

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector.application.Run(collector.TakeAsync);
        await collector.application.StartAsync();
        return collector;
    }

    /// <summary>The bodies that were sent for a signal: <c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public IReadOnlyList<byte[]> Bodies(string signal) => [.. received.Where(export => export.Path == $"/v1/{signal}").Select(export => export.Body)];

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (context.Request.Method != "POST" || context.Request.ContentType != "application/x-protobuf")
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
