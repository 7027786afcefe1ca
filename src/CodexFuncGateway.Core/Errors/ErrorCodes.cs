using System.Globalization;

namespace CodexFuncGateway.Errors;

/// <summary>The words OpenAI's API uses for each kind of error: HTTP status, <c>type</c> and <c>code</c>.</summary>
internal static class ErrorCodes
{
    /// <summary>The upstream cannot read state, such as reasoning, that it is said to have made.</summary>
    public const string StateRefused = "invalid_encrypted_content";

    public static int Status(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.ContextLengthExceeded => 400,
        ErrorKind.InvalidKey => 401,
        ErrorKind.Forbidden => 403,
        ErrorKind.ModelNotFound or ErrorKind.NotFound => 404,
        ErrorKind.MethodNotAllowed => 405,
        ErrorKind.RequestTimeout => 408,
        ErrorKind.Conflict => 409,
        ErrorKind.TooLarge => 413,
        ErrorKind.UnsupportedMedia => 415,
        ErrorKind.UpgradeRequired => 426,
        ErrorKind.BudgetSpent or ErrorKind.RateLimited or ErrorKind.QuotaSpent => 429,
        ErrorKind.UpstreamOverloaded or ErrorKind.Unavailable => 503,
        ErrorKind.UpstreamCredential or ErrorKind.UpstreamFailed => 502,
        ErrorKind.UpstreamTimeout => 504,
        _ => 500,
    };

    public static string Type(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidKey => "authentication_error",
        ErrorKind.Forbidden => "permission_error",
        ErrorKind.BudgetSpent => "usage_limit_reached",
        ErrorKind.RateLimited => "rate_limit_error",
        ErrorKind.QuotaSpent => "insufficient_quota",
        _ => Status(kind) < 500 ? "invalid_request_error" : "server_error",
    };

    /// <summary>The code of an error body, and of <c>response.failed</c>.</summary>
    public static string Code(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest => "invalid_request_error",
        ErrorKind.InvalidKey => "invalid_api_key",
        ErrorKind.Forbidden => "forbidden",
        ErrorKind.ModelNotFound => "model_not_found",
        ErrorKind.NotFound => "not_found",
        ErrorKind.MethodNotAllowed => "method_not_allowed",
        ErrorKind.RequestTimeout => "request_timeout",
        ErrorKind.Conflict => "conflict",
        ErrorKind.TooLarge => "request_too_large",
        ErrorKind.UnsupportedMedia => "unsupported_media_type",
        ErrorKind.UpgradeRequired => "upgrade_required",
        ErrorKind.BudgetSpent => "usage_limit_reached",
        ErrorKind.RateLimited => "rate_limit_exceeded",
        ErrorKind.QuotaSpent => "insufficient_quota",
        ErrorKind.ContextLengthExceeded => "context_length_exceeded",
        ErrorKind.UpstreamCredential => "upstream_credential_refused",
        ErrorKind.UpstreamOverloaded => "server_is_overloaded",
        ErrorKind.UpstreamTimeout => "upstream_timeout",
        ErrorKind.Unavailable => "service_unavailable",
        _ => "server_error",
    };

    /// <summary>
    /// The code of a failure inside a stream. Codex shows the text of <c>invalid_prompt</c> at once and retries what it does not know, which is
    /// right only for a reply that broke off.
    /// </summary>
    public static string StreamCode(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.UpstreamCredential or ErrorKind.BudgetSpent => "invalid_prompt",
        ErrorKind.UpstreamTimeout => "server_error",
        _ => Code(kind),
    };

    /// <summary>The text of a failure inside a stream. Codex reads from it how long to wait, having no header there.</summary>
    public static string StreamMessage(GatewayError error) =>
        error is { Kind: ErrorKind.RateLimited, RetryAfter: { } wait } && !error.Message.Contains("try again in", StringComparison.OrdinalIgnoreCase)
            ? string.Create(CultureInfo.InvariantCulture, $"{error.Message} Please try again in {wait.TotalSeconds:0.###}s.")
            : error.Message;
}
