using System.Text.RegularExpressions;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Why a credential could not be exchanged for one that a provider takes.</summary>
internal static partial class TokenFailure
{
    /// <param name="provider">Its display name.</param>
    /// <param name="reason">A clause that holds no secret.</param>
    public static GatewayException Of(string provider, string reason, Exception? cause = null) =>
        new(new GatewayError(ErrorKind.UpstreamCredential, $"The gateway could not get a credential for {provider}: {reason}."), cause);

    /// <summary>A token server's word for what is wrong, such as <c>invalid_grant</c>; its sentences may quote what it was shown.</summary>
    public static string Code(string? code) => code is not null && CodeWord().IsMatch(code) ? code : "no reason given";

    [GeneratedRegex(@"^[A-Za-z][A-Za-z_.]{2,60}\z")]
    private static partial Regex CodeWord();
}
