using System.Globalization;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>Who is let in: with an API key, or with a signature that is recomputed from the account's secret.</summary>
internal static class AwsAuthority
{
    private const string Bearer = "Bearer ";
    private const string TimeForm = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static Rejection? FindRejection(SimulatedRequest request, AwsAccount account)
    {
        var authorization = request.Headers.GetValueOrDefault("Authorization") ?? "";
        return authorization.StartsWith(Bearer, StringComparison.Ordinal) ? CheckKey(authorization[Bearer.Length..], account)
            : AwsAuthorization.Read(authorization) is { } signed ? CheckSignature(request, signed, account)
            : Refuse("MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    private static Rejection? CheckKey(string key, AwsAccount account) =>
        account.ApiKey is not null && key == account.ApiKey ? null : Refuse("AccessDeniedException", "Authentication failed: Please make sure your API Key is valid.");

    private static Rejection? CheckSignature(SimulatedRequest request, AwsAuthorization signed, AwsAccount account) =>
        CheckKeys(request, signed, account) ?? CheckScope(request, signed, account) ?? CheckTime(request, account.Time.GetUtcNow()) ?? CheckSum(request, signed, account);

    private static Rejection? CheckKeys(SimulatedRequest request, AwsAuthorization signed, AwsAccount account)
    {
        if (account.AccessKeyId is null || signed.AccessKeyId != account.AccessKeyId || request.Headers.GetValueOrDefault("X-Amz-Security-Token") != account.SessionToken)
        {
            return Refuse("UnrecognizedClientException", "The security token included in the request is invalid.");
        }

        return account.IsExpired ? Refuse("ExpiredTokenException", "The security token included in the request is expired") : null;
    }

    private static Rejection? CheckScope(SimulatedRequest request, AwsAuthorization signed, AwsAccount account)
    {
        if (signed.Region != account.Region)
        {
            return RefuseSignature("Credential should be scoped to a valid region.");
        }

        if (signed.Service != account.Service)
        {
            return RefuseSignature($"Credential should be scoped to correct service: '{account.Service}'.");
        }

        var missing = new[] { "host", "x-amz-date", "x-amz-security-token" }
            .FirstOrDefault(name => request.Headers.ContainsKey(name) && !signed.SignedHeaders.Contains(name));
        return missing is null ? null : RefuseSignature($"'{missing}' must be a 'SignedHeader' in the AWS Authorization.");
    }

    private static Rejection? CheckTime(SimulatedRequest request, DateTimeOffset now)
    {
        var stated = request.Headers.GetValueOrDefault("X-Amz-Date") ?? "";
        if (!DateTimeOffset.TryParseExact(stated, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return RefuseSignature("Date must be in ISO-8601 'basic format'.");
        }

        var (earliest, latest) = (now - Tolerance, now + Tolerance);
        return time < earliest ? RefuseSignature($"Signature expired: {stated} is now earlier than {Write(earliest)} ({Write(now)} - 5 min.)")
            : time > latest ? RefuseSignature($"Signature not yet current: {stated} is still later than {Write(latest)} ({Write(now)} + 5 min.)")
            : null;
    }

    private static Rejection? CheckSum(SimulatedRequest request, AwsAuthorization signed, AwsAccount account) =>
        signed.Signature == AwsRequestSignature.Compute(request, signed, account.SecretAccessKey!) ? null : RefuseSignature(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.");

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    private static Rejection RefuseSignature(string message) => Refuse("InvalidSignatureException", message);

    private static Rejection Refuse(string type, string message) => BedrockErrors.Write(403, type, message);
}
