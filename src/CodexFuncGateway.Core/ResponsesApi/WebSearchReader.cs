namespace CodexFuncGateway.ResponsesApi;

/// <summary>Reads the definition of a search of the web.</summary>
internal static class WebSearchReader
{
    public static WebSearchTool Read(JsonField tool, string type) => new(tool.Element, type)
    {
        IsLive = tool.Optional("external_web_access")?.Boolean() ?? true,
        AllowedDomains = tool.Optional("filters")?.Object().Optional("allowed_domains")?.Array(domain => domain.String()) ?? [],
        Location = tool.Optional("user_location") is { } location ? ReadLocation(location.Object()) : null,
        ContextSize = tool.Optional("search_context_size")?.String(),
    };

    private static SearchLocation ReadLocation(JsonField location) => new(
        location.Optional("city")?.String(), location.Optional("region")?.String(), location.Optional("country")?.String(), location.Optional("timezone")?.String());
}
