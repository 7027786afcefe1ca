namespace CodexFuncGateway.Errors;

/// <summary>A refusal or failure as the gateway means it; <c>Http</c> writes it in the form that the asking client understands.</summary>
/// <param name="Kind">Stage and party; everything else about the answer follows from it.</param>
/// <param name="Message">What happened and what to do, for a person. Never holds a credential, a prompt or another caller's data.</param>
public sealed record GatewayError(ErrorKind Kind, string Message)
{
    /// <summary>The request field at fault, as a path such as <c>input[3].content[0].text</c>.</summary>
    public string? Param { get; init; }

    /// <summary>A more exact code than <see cref="Kind"/> implies, such as a provider's <c>content_policy_violation</c>.</summary>
    public string? Code { get; init; }

    /// <summary>How long to wait before another try.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>When a spent budget is whole again.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The status the upstream answered with, where one did; for the ledger, never the client's status by itself.</summary>
    public int? UpstreamStatus { get; init; }

    /// <summary>The same error without a secret that an upstream quoted in it.</summary>
    public GatewayError Without(string? secret) => string.IsNullOrEmpty(secret) ? this : this with
    {
        Message = Message.Replace(secret, "…", StringComparison.Ordinal),
        Code = Code?.Contains(secret, StringComparison.Ordinal) is true ? null : Code,
    };
}
