namespace CodexFuncGateway.Translation;

/// <summary>An image that stands in its own address: <c>data:image/png;base64,…</c>.</summary>
/// <param name="MediaType">In lower case and without parameters.</param>
internal readonly record struct DataUrl(string MediaType, string Base64)
{
    /// <summary>Null for any other address, and for one whose data is not in base64.</summary>
    public static DataUrl? TryRead(string url)
    {
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return url["data:".Length..comma].ToLowerInvariant().Split(';') is [var type, .., "base64"] ? new DataUrl(type, url[(comma + 1)..]) : null;
    }
}
