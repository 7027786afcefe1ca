using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>
/// Signature Version 4 as the receiving side computes it, from a request's own bytes and the headers that it says are signed. Written from the
/// specification and apart from the gateway's, so that the two can only agree by being right.
/// </summary>
internal static partial class AwsRequestSignature
{
    public static string Compute(SimulatedRequest request, AwsAuthorization signed, string secret)
    {
        var target = request.Target.Split('?', 2);
        var headers = signed.SignedHeaders.Select(name => $"{name}:{Blanks().Replace(request.Headers.GetValueOrDefault(name)?.Trim() ?? "", " ")}\n");
        string[] canonical =
        [
            request.Method, Encode(target[0]), Sort(target.ElementAtOrDefault(1) ?? ""), string.Concat(headers), string.Join(';', signed.SignedHeaders), Hash(request.Body),
        ];
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["X-Amz-Date"]}\n{signed.Scope}\n{Hash(Encoding.UTF8.GetBytes(string.Join('\n', canonical)))}";
        var key = signed.Scope.Split('/').Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), (key, part) => Sign(key, part));
        return Convert.ToHexStringLower(Sign(key, toSign));
    }

    private static byte[] Sign(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The path as it came, whose escapes are escaped once more.</summary>
    private static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Sort(string query) =>
        string.Join('&', query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Contains('=') ? pair : $"{pair}=").Order(StringComparer.Ordinal));

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}
