using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary><c>GET /health</c>: the process answers. Says nothing else, since anyone may ask.</summary>
internal static class HealthEndpoint
{
    private static readonly byte[] Body = [.. """{"status":"ok"}"""u8];

    public static async Task HandleAsync(HttpContext context, string requestId)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Body.Length;
        await context.Response.Body.WriteAsync(Body, context.RequestAborted);
    }
}
