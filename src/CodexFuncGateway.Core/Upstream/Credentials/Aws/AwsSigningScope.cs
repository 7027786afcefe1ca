using Amazon.Runtime;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>With what, for whom and when a request is signed.</summary>
/// <param name="Service">The service's name in signatures, such as <c>bedrock</c>.</param>
internal sealed record AwsSigningScope(ImmutableCredentials Keys, string Region, string Service, DateTimeOffset Time);
