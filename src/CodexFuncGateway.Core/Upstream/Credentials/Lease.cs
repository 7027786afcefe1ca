namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Something that was given for a limited time, such as an access token.</summary>
internal sealed record Lease<T>(T Value, DateTimeOffset Expires);
