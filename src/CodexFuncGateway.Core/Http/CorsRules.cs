using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>Applies ASP.NET Core's own CORS rules without its middleware, which not every host runs.</summary>
internal sealed class CorsRules(ICorsService service, CorsOptions options)
{
    private readonly CorsPolicy policy = Build(options);

    /// <summary>Adds the headers a page needs; true where that was the whole answer, a preflight's.</summary>
    public bool Answer(HttpContext context)
    {
        if (!context.Request.Headers.ContainsKey("Origin"))
        {
            return false;
        }

        service.ApplyResult(service.EvaluatePolicy(context, policy), context.Response);
        var isPreflight = HttpMethods.IsOptions(context.Request.Method) && context.Request.Headers.ContainsKey("Access-Control-Request-Method");
        if (isPreflight)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }

        return isPreflight;
    }

    private static CorsPolicy Build(CorsOptions options)
    {
        // Callers show a key, not a cookie, so a page of any origin can do no more than it could with curl.
        var builder = new CorsPolicyBuilder().WithMethods("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS").WithExposedHeaders("x-request-id", "retry-after");
        builder = options.AllowedOrigins.Trim() == "*" ? builder.AllowAnyOrigin() : builder.WithOrigins(Split(options.AllowedOrigins));
        return (options.AllowedHeaders.Trim() == "*" ? builder.AllowAnyHeader() : builder.WithHeaders(Split(options.AllowedHeaders))).Build();
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
