namespace CodexFuncGateway.ResponsesApi;

/// <summary>Roughly where the user is, in whose interest a search is made. Upstreams that take one take it in this form.</summary>
public sealed record SearchLocation(string? City, string? Region, string? Country, string? Timezone)
{
    public string Type { get; } = "approximate";
}
