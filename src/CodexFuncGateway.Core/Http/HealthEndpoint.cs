using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary><c>GET /health</c>: the process answers. Says nothing else, since anyone may ask.</summary>
internal static class HealthEndpoint
{
    public static async Task HandleAsync(HttpContext context, string requestId)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync("""{"status":"ok"}"""u8.ToArray());
    }
}
