using System.Globalization;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>Adds to a finished request the headers that make it a signed one.</summary>
internal static class AwsSigner
{
    public const string TokenHeader = "X-Amz-Security-Token";

    public static void Sign(HttpRequestMessage message, ReadOnlySpan<byte> body, AwsSigningScope scope)
    {
        var uri = message.RequestUri!;
        message.Headers.TryAddWithoutValidation("X-Amz-Date", scope.Time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        if (scope.Keys.UseToken)
        {
            message.Headers.TryAddWithoutValidation(TokenHeader, scope.Keys.Token);
        }

        var headers = message.Headers.NonValidated
            .Concat(message.Content?.Headers.NonValidated ?? default)
            .Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))
            .Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Append(KeyValuePair.Create("host", uri.Authority));
        message.Headers.TryAddWithoutValidation(
            "Authorization", AwsSignature.Compute(message.Method.Method, uri.AbsolutePath, uri.Query.TrimStart('?'), headers, body, scope));
    }
}
