namespace CodexFuncGateway.Upstream;

/// <summary>A request as a dialect phrases it; address and credential are the route's and are added when it is sent.</summary>
/// <param name="Path">Relative to the provider's base URL, with a leading slash.</param>
/// <param name="Body">JSON in UTF-8.</param>
public sealed record UpstreamRequest(string Path, ReadOnlyMemory<byte> Body)
{
    /// <summary>Headers that depend on the request, such as <c>anthropic-beta</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What shares a provider's key where there are several: the session, or the call alone where it belongs to none.</summary>
    public string Session { get; init; } = "";
}
