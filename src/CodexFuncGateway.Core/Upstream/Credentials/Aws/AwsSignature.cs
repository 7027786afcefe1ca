using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime.Internal.Auth;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>
/// Signature Version 4 over a request as it will be sent. What is signed is put in order here, for AWS's SDK signs only requests of its own; keys and
/// signature are the SDK's work. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html (seen 2026-11)
/// </summary>
internal static class AwsSignature
{
    /// <param name="path">As sent, that is, encoded once.</param>
    /// <param name="query">As sent, without the question mark.</param>
    /// <param name="headers">All headers that are to be covered, <c>host</c> and <c>x-amz-date</c> among them.</param>
    /// <returns>The value of the <c>Authorization</c> header.</returns>
    public static string Compute(
        string method, string path, string query, IEnumerable<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body, AwsSigningScope scope)
    {
        var covered = headers
            .GroupBy(header => header.Key.ToLowerInvariant(), header => Trim(header.Value), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        var names = string.Join(';', covered.Select(header => header.Key));
        var canonical = new StringBuilder()
            .Append(method).Append('\n')
            .Append(CanonicalPath(path)).Append('\n')
            .Append(CanonicalQuery(query)).Append('\n')
            .AppendJoin("", covered.Select(header => $"{header.Key}:{string.Join(',', header)}\n")).Append('\n')
            .Append(names).Append('\n')
            .Append(Convert.ToHexStringLower(SHA256.HashData(body)));

        return AWS4Signer.ComputeSignature(scope.Keys, scope.Region, scope.Time.UtcDateTime, scope.Service, names, canonical.ToString()).ForAuthorizationHeader;
    }

    /// <summary>Encoded once more than it is sent, which all services but S3 expect, and without detours.</summary>
    private static string CanonicalPath(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                segments.RemoveRange(Math.Max(0, segments.Count - 1), Math.Min(1, segments.Count));
            }
            else if (segment != ".")
            {
                segments.Add(Uri.EscapeDataString(segment));
            }
        }

        return "/" + string.Join('/', segments) + (segments.Count > 0 && path.EndsWith('/') ? "/" : "");
    }

    private static string CanonicalQuery(string query) => string.Join(
        '&',
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (Name: Encode(pair[0]), Value: Encode(pair.ElementAtOrDefault(1) ?? "")))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string Encode(string sent) => Uri.EscapeDataString(Uri.UnescapeDataString(sent));

    private static string Trim(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
