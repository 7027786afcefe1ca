namespace CodexFuncGateway.Errors;

/// <summary>Why a call was refused or failed, by stage and party. The closed set from which status, code and retry behaviour follow.</summary>
public enum ErrorKind
{
    /// <summary>Client: the body is not what the Responses API takes, or says something the chosen model cannot do.</summary>
    InvalidRequest,

    /// <summary>Client: no key, or not one of ours.</summary>
    InvalidKey,

    /// <summary>Client: the key is good, but not for this.</summary>
    Forbidden,

    /// <summary>Client: nobody serves a model of this name.</summary>
    ModelNotFound,

    /// <summary>Client: the path is not one of ours.</summary>
    NotFound,

    /// <summary>Client: the path is ours, the method is not.</summary>
    MethodNotAllowed,

    /// <summary>Client: the body is larger than <c>Gateway:MaxRequestBytes</c>.</summary>
    TooLarge,

    /// <summary>Client: the body did not arrive in time.</summary>
    RequestTimeout,

    /// <summary>Client: a content encoding that the gateway does not read.</summary>
    UnsupportedMedia,

    /// <summary>Client: WebSockets are not spoken here; HTTPS is.</summary>
    UpgradeRequired,

    /// <summary>Client: it is at odds with what is there, or with a change that came at the same time.</summary>
    Conflict,

    /// <summary>Gateway: the money set aside for this caller is spent.</summary>
    BudgetSpent,

    /// <summary>Upstream or gateway: too many requests; worth another try after <see cref="GatewayError.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>Upstream: the gateway's own account there is out of credit; trying again does not help.</summary>
    QuotaSpent,

    /// <summary>Upstream: the conversation is longer than the model's context window.</summary>
    ContextLengthExceeded,

    /// <summary>Upstream: it refused the credential that the gateway sent, or the gateway has none for it.</summary>
    UpstreamCredential,

    /// <summary>Upstream: it says that it is overloaded.</summary>
    UpstreamOverloaded,

    /// <summary>Upstream: it failed, could not be reached, or broke off.</summary>
    UpstreamFailed,

    /// <summary>Upstream: it took too long to say anything.</summary>
    UpstreamTimeout,

    /// <summary>Gateway: what it must ask before it may serve, such as its store, does not answer now; worth another try after <see cref="GatewayError.RetryAfter"/>.</summary>
    Unavailable,

    /// <summary>Gateway: a defect or an outage of ours.</summary>
    Internal,
}
