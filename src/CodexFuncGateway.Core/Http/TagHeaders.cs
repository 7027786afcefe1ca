using CodexFuncGateway.Pipeline;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http;

/// <summary>
/// The tags that a client gives a call in <c>x-gateway-tag-&lt;name&gt;</c> headers. Only names that <c>Gateway:Tags</c> lists are taken; everything else is left
/// out in silence, since a call is worth more than its label.
/// </summary>
internal static class TagHeaders
{
    private const string Prefix = "x-gateway-tag-";
    private const int LongestValue = 64;

    public static IReadOnlyList<string> Read(IHeaderDictionary headers, GatewayOptions options) =>
        options.TagNames.Count == 0 ? [] : [.. options.TagNames.Select(name => (name, Value: headers[Prefix + name].ToString())).Where(tag => IsHarmless(tag.Value)).Select(tag => $"{tag.name}={tag.Value}")];

    private static bool IsHarmless(string value) =>
        value.Length is > 0 and <= LongestValue && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '/' or '@' or '+');
}
