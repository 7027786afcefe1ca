namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>Whom a simulated AWS service knows, where it is, and what time it is there. What is null does not exist.</summary>
public sealed record AwsAccount
{
    /// <summary>A Bedrock API key, shown as a bearer token.</summary>
    public string? ApiKey { get; init; }

    public string? AccessKeyId { get; init; }

    public string? SecretAccessKey { get; init; }

    /// <summary>Temporary keys come with one, and are nothing without it.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Whether the session is over.</summary>
    public bool IsExpired { get; init; }

    public string Region { get; init; } = "us-east-1";

    /// <summary>The name by which signatures know the service: <c>bedrock</c> or <c>bedrock-mantle</c>.</summary>
    public string Service { get; init; } = "bedrock";

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the service says to a stranger; null where the request proves who sent it.</summary>
    public Rejection? FindRejection(SimulatedRequest request) => AwsAuthority.FindRejection(request, this);
}
