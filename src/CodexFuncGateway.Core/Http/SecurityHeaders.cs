using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>
/// What every answer tells a browser: to take it for what it says it is, to keep nothing, to run nothing, and to come back by HTTPS. Whoever answers with a
/// page or a stream replaces what does not fit it.
/// </summary>
internal static class SecurityHeaders
{
    private const string RunNothing = "default-src 'none'; frame-ancestors 'none'";
    private const string OneYear = "max-age=31536000; includeSubDomains";

    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = RunNothing;
        headers["Referrer-Policy"] = "no-referrer";
        if (ArrivedByHttps(context.Request))
        {
            headers.StrictTransportSecurity = OneYear;
        }
    }

    /// <summary>Also where a platform's front end took HTTPS off. Believing the word is harmless: browsers heed this header only over HTTPS.</summary>
    private static bool ArrivedByHttps(HttpRequest request) => request.IsHttps || request.Headers["X-Forwarded-Proto"] == Uri.UriSchemeHttps;
}
