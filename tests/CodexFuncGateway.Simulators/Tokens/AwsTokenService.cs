using System.Text.RegularExpressions;

namespace CodexFuncGateway.Simulators.Tokens;

/// <summary>
/// AWS's security token service as far as <c>AssumeRoleWithWebIdentity</c> goes: it wants a form without a signature, and gives keys with numbers, so that
/// each exchange is told from the last.
/// </summary>
public sealed partial class AwsTokenService(TimeProvider time)
{
    public const string Role = "arn:aws:iam::123456789012:role/gateway";
    public const string Token = "web-identity-token";
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private int given;

    public LoopbackAnswer Answer(ReceivedRequest request)
    {
        var form = request.Form;
        if (request.Method != "POST" || request.Headers.ContainsKey("Authorization") || form["Action"] != "AssumeRoleWithWebIdentity" || form["Version"] != "2011-06-15")
        {
            return Refuse("InvalidAction", "Could not find operation for version.");
        }

        if (form["RoleArn"] != Role || !SessionName().IsMatch(form["RoleSessionName"]))
        {
            return Refuse("ValidationError", $"Validation failed for {form["RoleArn"]}.");
        }

        return form["WebIdentityToken"] == Token ? Give(Interlocked.Increment(ref given)) : Refuse("InvalidIdentityToken", $"The token {form["WebIdentityToken"]} is not known.");
    }

    private LoopbackAnswer Give(int number) => new(
        200,
        $"""
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult>
            <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/gateway/x</Arn><AssumedRoleId>AROAEXAMPLE:x</AssumedRoleId></AssumedRoleUser>
            <Credentials>
              <AccessKeyId>ASIAEXAMPLE{number}</AccessKeyId>
              <SecretAccessKey>secret-{number}</SecretAccessKey>
              <SessionToken>session-{number}</SessionToken>
              <Expiration>{(time.GetUtcNow() + Lifetime).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}</Expiration>
            </Credentials>
          </AssumeRoleWithWebIdentityResult>
          <ResponseMetadata><RequestId>0</RequestId></ResponseMetadata>
        </AssumeRoleWithWebIdentityResponse>
        """,
        "text/xml");

    private static LoopbackAnswer Refuse(string code, string message) => new(
        400,
        $"""<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>""",
        "text/xml");

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}\z")]
    private static partial Regex SessionName();
}
