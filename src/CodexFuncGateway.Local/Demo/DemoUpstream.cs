using System.Text.Json;

namespace CodexFuncGateway.Local.Demo;

/// <summary>
/// A provider of chat completions on a free loopback port, behind which a script plays the model. The gateway reaches it as it reaches any
/// other, over HTTP and in a real dialect.
/// </summary>
internal sealed class DemoUpstream : IAsyncDisposable
{
    private readonly WebApplication application;

    private DemoUpstream(WebApplication application) => this.application = application;

    /// <summary>What the provider's <c>BaseUrl</c> is set to.</summary>
    public string BaseUrl => $"{application.Urls.First()}/v1";

    public static async Task<DemoUpstream> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync();
        return new DemoUpstream(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var session = DemoSession.Read(body.RootElement);
        await DemoStream.WriteAsync(context.Response, DemoScript.Next(session), session.InputTokens, context.RequestAborted);
    }
}
