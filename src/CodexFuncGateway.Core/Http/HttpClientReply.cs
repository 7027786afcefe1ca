using System.IO.Pipelines;
using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>The client's side of a call over HTTP.</summary>
internal sealed class HttpClientReply(HttpResponse response) : IClientReply
{
    public bool HasStarted { get; private set; }

    public PipeWriter Body => response.BodyWriter;

    public string? TurnState { get; set; }

    public void Start(string contentType)
    {
        HasStarted = true;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = contentType;
        response.Headers.CacheControl = "no-cache";
        // Proxies such as nginx would otherwise collect a stream before they pass it on.
        response.Headers["X-Accel-Buffering"] = "no";
        if (TurnState is { } state)
        {
            response.Headers[Pipeline.TurnState.Header] = state;
        }
    }
}
