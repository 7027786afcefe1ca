using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>Asks for a cheaper or a faster service: in the body, or on Vertex in a header. The upstream knows two tiers beside its standard.</summary>
internal static class GeminiServiceTier
{
    public static string? Body(ResponsesRequest request, Capabilities capabilities) =>
        capabilities is { ServiceTier: true, ServiceTierHeader: null } ? Known(request.ServiceTier) : null;

    public static IReadOnlyDictionary<string, string> Headers(ResponsesRequest request, Capabilities capabilities) =>
        capabilities is { ServiceTier: true, ServiceTierHeader: { } header } && Known(request.ServiceTier) is { } tier
            ? new Dictionary<string, string> { [header] = tier }
            : new Dictionary<string, string>();

    private static string? Known(string? tier) => tier is "flex" or "priority" ? tier : null;
}
