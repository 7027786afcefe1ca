using System.Globalization;

namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>
/// The two places where Azure gives tokens for a managed identity: an app's own endpoint, which wants its secret header, and a machine's instance
/// metadata service, which wants <c>Metadata: true</c>. https://learn.microsoft.com/azure/app-service/overview-managed-identity (seen 2026-11)
/// </summary>
public sealed class ManagedIdentityService(TimeProvider time)
{
    public const string Header = "app-service-secret";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private int given;

    public LoopbackAnswer Answer(ReceivedRequest request)
    {
        var query = QueryOf(request);
        var isApp = request.Target.StartsWith("/msi/token?", StringComparison.Ordinal);
        var isMachine = request.Target.StartsWith("/metadata/identity/oauth2/token?", StringComparison.Ordinal);
        var isProven = (isApp && request.Headers.GetValueOrDefault("X-IDENTITY-HEADER") == Header && query.Contains("api-version=2019-08-01"))
            || (isMachine && request.Headers.GetValueOrDefault("Metadata") == "true" && query.Contains("api-version=2018-02-01"));
        if (request.Method != "GET" || !isProven)
        {
            return new LoopbackAnswer(400, """{"error":"invalid_request","error_description":"Required metadata header not specified"}""");
        }

        return Array.Exists(query, IsKnownResource) ? Give(Interlocked.Increment(ref given)) : new LoopbackAnswer(
            400, """{"error":"invalid_resource","error_description":"AADSTS500011: The resource principal was not found."}""");
    }

    private static bool IsKnownResource(string parameter) => parameter is "resource=https://cognitiveservices.azure.com" or "resource=https://vault.azure.net";

    private static string[] QueryOf(ReceivedRequest request) => Uri.UnescapeDataString(request.Target.Split('?')[^1]).Split('&');

    private LoopbackAnswer Give(int number)
    {
        var expires = (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new LoopbackAnswer(
            200, $$"""{"access_token":"entra-token-{{number}}","expires_on":"{{expires}}","token_type":"Bearer"}""");
    }
}
