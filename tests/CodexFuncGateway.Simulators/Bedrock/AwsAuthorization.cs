namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>An <c>Authorization</c> header as Signature Version 4 writes it.</summary>
internal sealed record AwsAuthorization(string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null where it is something else.</summary>
    public static AwsAuthorization? Read(string header)
    {
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = header[Algorithm.Length..].Split(',').Select(part => part.Trim().Split('=', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0], part => part[1]);
        return parts.TryGetValue("Credential", out var credential) && credential.Split('/') is [var id, var date, var region, var service, "aws4_request"]
            && parts.TryGetValue("SignedHeaders", out var headers) && parts.TryGetValue("Signature", out var signature)
            ? new AwsAuthorization(id, date, region, service, headers.Split(';'), signature)
            : null;
    }
}
