using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials.Aws;

/// <summary>Keys from a profile in the files that AWS's own tools share, as <c>aws configure</c> writes them.</summary>
internal sealed class AwsProfile(TimeProvider timeProvider)
{
    private const string UsualName = "default";

    /// <summary>A profile does not say how long its keys hold, so it is read again now and then; the file may have changed.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static bool IsThere(ModelParameters parameters) => Find(parameters) is { } found && found.Profile.CanCreateAWSCredentials;

    public async Task<Lease<ImmutableCredentials>> ReadAsync(ModelParameters parameters, CancellationToken cancellationToken)
    {
        var name = parameters.Value("profile") ?? UsualName;
        try
        {
            var found = Find(parameters) ?? throw new AmazonClientException("It is gone.");
            var credentials = await found.Profile.GetAWSCredentials(found.File).GetCredentialsAsync().WaitAsync(cancellationToken);
            return new Lease<ImmutableCredentials>(credentials, timeProvider.GetUtcNow() + Lifetime);
        }
        catch (Exception exception) when (exception is AmazonClientException or IOException or InvalidOperationException or OperationCanceledException)
        {
            throw TokenFailure.Of(parameters.Provider.DisplayName, $"the AWS profile {name} gives no keys", exception);
        }
    }

    private static (CredentialProfile Profile, SharedCredentialsFile File)? Find(ModelParameters parameters)
    {
        try
        {
            var file = parameters.Value("credentialsFile") is { } path ? new SharedCredentialsFile(path) : new SharedCredentialsFile();
            return file.TryGetProfile(parameters.Value("profile") ?? UsualName, out var profile) ? (profile, file) : null;
        }
        catch (Exception exception) when (exception is AmazonClientException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
