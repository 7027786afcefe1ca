using System.Text.RegularExpressions;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Upstream;

/// <summary>
/// What an upstream's complaint means, whoever makes it. Codes that leave no doubt go first, then the status, and texts last: a rate limit
/// may speak of "too many tokens" too (Cerebras, 2026-11).
/// </summary>
internal static partial class UpstreamErrors
{
    private const int LargestBody = 64 * 1024;

    /// <summary>Reads an unsuccessful reply, and never more of its body than 64 KiB.</summary>
    public static async ValueTask<GatewayError> ReadAsync(UpstreamReply reply, CancellationToken cancellationToken)
    {
        var body = UpstreamErrorBody.Read(await ReadBodyAsync(reply.Body, cancellationToken));
        if (reply.Header("x-amzn-errortype") is { } type)
        {
            body = body with { Codes = [type.Split(':')[0], .. body.Codes] };
        }

        var error = Classify(body, reply.Route, reply.Status);
        return error with { RetryAfter = RetryAfter.Read(reply) ?? error.RetryAfter };
    }

    /// <summary>Gives a complaint its kind; one that arrives in mid-stream has no <paramref name="status"/>.</summary>
    public static GatewayError Classify(UpstreamErrorBody body, Route route, int? status = null)
    {
        var kind = Kind(body, status ?? body.Status);
        return new GatewayError(kind, Describe(kind, body, route.Provider.DisplayName, status))
        {
            Code = kind is not ErrorKind.InvalidRequest ? null
                : StateTexts().IsMatch(body.Message) ? ErrorCodes.StateRefused
                : body.Codes.FirstOrDefault(IsExact),
            RetryAfter = body.RetryAfter ?? RetryAfter.Read(body.Message),
            UpstreamStatus = status ?? body.Status,
        };
    }

    /// <summary>Not a number, a class of errors (Google's are those of gRPC, Amazon's are exceptions), or Anthropic's word for every one of them.</summary>
    private static bool IsExact(string code) =>
        code.Length > 0 && !char.IsAsciiDigit(code[0]) && !code.EndsWith("_error", StringComparison.Ordinal) && !code.EndsWith("Exception", StringComparison.Ordinal)
        && code is not ("error" or "INVALID_ARGUMENT" or "NOT_FOUND" or "FAILED_PRECONDITION");

    private static ErrorKind Kind(UpstreamErrorBody body, int? status)
    {
        bool Says(Regex words) => body.Codes.Any(words.IsMatch);
        return status switch
        {
            >= 300 and < 400 => ErrorKind.UpstreamFailed,
            _ when Says(QuotaCodes()) || status is 402 || QuotaTexts().IsMatch(body.Message) => ErrorKind.QuotaSpent,
            401 or 403 => ErrorKind.UpstreamCredential,
            _ when Says(CredentialCodes()) || CredentialTexts().IsMatch(body.Message) => ErrorKind.UpstreamCredential,
            _ when Says(ContextCodes()) => ErrorKind.ContextLengthExceeded,
            429 or 498 => ErrorKind.RateLimited,
            _ when Says(RateCodes()) => ErrorKind.RateLimited,
            _ when ContextTexts().IsMatch(body.Message) => ErrorKind.ContextLengthExceeded,
            424 or 503 or 529 => ErrorKind.UpstreamOverloaded,
            _ when Says(OverloadCodes()) => ErrorKind.UpstreamOverloaded,
            408 or 504 => ErrorKind.UpstreamTimeout,
            _ when Says(TimeoutCodes()) => ErrorKind.UpstreamTimeout,
            >= 400 and < 500 => ErrorKind.InvalidRequest,
            _ when status is null && Says(RequestCodes()) => ErrorKind.InvalidRequest,
            _ => ErrorKind.UpstreamFailed,
        };
    }

    /// <summary>A refused credential is never explained in the upstream's words: they may quote it.</summary>
    private static string Describe(ErrorKind kind, UpstreamErrorBody body, string provider, int? status) => kind switch
    {
        ErrorKind.UpstreamCredential => $"{provider} refused the gateway's credential, or it may not use this model.",
        _ when status is >= 300 and < 400 and var redirect => $"{provider} answered with a redirect ({redirect}), which the gateway does not follow: its base URL is not the right one.",
        _ when body.Message.Length > 0 => $"{provider}: {Secrets().Replace(body.Message, "…")}",
        _ when status is { } known => $"{provider} answered with status {known} and no explanation.",
        _ => $"{provider} reported an error without an explanation.",
    };

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestBody];
        try
        {
            return buffer.AsMemory(0, await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (IOException)
        {
            // The status alone says enough.
            return default;
        }
    }

    [GeneratedRegex(
        "^(insufficient_quota|billing_error|billing_not_active|enforced_spend_limit_reached"
        + "|usage_not_included|insufficient_credits|organization_spend_limit_exceeded)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex QuotaCodes();

    [GeneratedRegex("credit balance is too low|insufficient balance", RegexOptions.IgnoreCase)]
    private static partial Regex QuotaTexts();

    [GeneratedRegex(
        "^(authentication_error|permission_error|invalid_api_key|api_key_invalid|unauthenticated"
        + "|permission_denied|accessdenied.*|unrecognizedclient.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex CredentialCodes();

    [GeneratedRegex("^(incorrect api key|api key not valid|invalid api key)", RegexOptions.IgnoreCase)]
    private static partial Regex CredentialTexts();

    [GeneratedRegex("^(context_length_exceeded|too_many_tokens|too_many_prompt_tokens|model_context_window_exceeded)$", RegexOptions.IgnoreCase)]
    private static partial Regex ContextCodes();

    [GeneratedRegex(
        "context length|context window|maximum context|maximum prompt length|prompt is too long|too many tokens|input token count .* exceeds|input tokens exceeded|input is too long"
        + "|prompt too long; exceeded|reduce the length of|longer than the (maximum )?model|too large for model with"
        + "|total length of all messages is too long|input length and .max_tokens. exceed",
        RegexOptions.IgnoreCase)]
    private static partial Regex ContextTexts();

    /// <summary>Of Anthropic and whoever serves Claude, Google, and OpenAI and whoever repeats its words; codes for it are OpenAI's alone.</summary>
    [GeneratedRegex(
        "invalid .?signature.? in .?(redacted_)?thinking|thought.?signature.{0,20}(not valid|invalid)|(invalid|corrupted) thought.?signature"
        + "|encrypted.content.*(could not be|cannot be|failed to be) (verified|decrypted|parsed)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex StateTexts();

    [GeneratedRegex("^(rate_limit.*|ratelimitreached|too_many_requests|resource_exhausted|throttling.*|modelnotready.*|servicequotaexceeded.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex RateCodes();

    [GeneratedRegex(
        "^(overloaded.*|server_is_overloaded|slow_down|engine_overloaded.*|unavailable|queue_exceeded"
        + "|serviceunavailable.*|modelerror.*|modelstreamerror.*)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex OverloadCodes();

    [GeneratedRegex("^(timeout_error|deadline_exceeded|modeltimeout.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex TimeoutCodes();

    [GeneratedRegex(
        "^(invalid_request.*|invalid_argument|not_found.*|badrequest.*|bad_request.*|validation.*"
        + "|content_filter|invalid_prompt|request_too_large|model_not_found|.*_policy(_violation)?|invalid_encrypted_content"
        + "|invalid_(image|base64_image).*|image_.*|unsupported_image.*|empty_image_file|failed_to_download_image)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex RequestCodes();

    /// <summary>Keys and account names, which some hosts quote in their messages.</summary>
    [GeneratedRegex(@"\b(sk|pk|org|proj|rk|gsk|xai|hf|r8|pplx|csk|nvapi)[-_][A-Za-z0-9_*-]{6,}|\bAIza[A-Za-z0-9_-]{10,}|\b(AKIA|ASIA)[A-Z0-9]{8,}|\bBearer [^\s""']{6,}")]
    private static partial Regex Secrets();
}
