using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>A server on a free loopback port whose answers a test decides, and which keeps what it was asked.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Func<ReceivedRequest, LoopbackAnswer> answer;
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();

    private LoopbackServer(WebApplication application, Func<ReceivedRequest, LoopbackAnswer> answer) => (this.application, this.answer) = (application, answer);

    public string Address => application.Urls.Single();

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>When set, an answer waits for it.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    public static async Task<LoopbackServer> StartAsync(Func<ReceivedRequest, LoopbackAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new LoopbackServer(builder.Build(), answer);
        server.application.Run(server.AnswerAsync);
        await server.application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new ReceivedRequest(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString.Value,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync());
        requests.Enqueue(request);
        await Hold;
        var reply = answer(request);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(reply.Body);
        if (reply.StaysOpen)
        {
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
