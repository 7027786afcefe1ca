using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.KeyVault;

/// <summary>Secrets from an Azure Key Vault, always the newest version. Every read is a request: <see cref="CachedSecretSource"/> goes in front.</summary>
internal sealed class KeyVaultSecretSource(SecretClient client) : ISecretSource
{
    private const int NotFound = 404;

    public async ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var secret = await client.GetSecretAsync(name, cancellationToken: cancellationToken);
            return secret.Value.Value;
        }
        catch (RequestFailedException exception) when (exception.Status == NotFound)
        {
            return null;
        }
        catch (Exception exception) when (IsOutage(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new GatewayException(new GatewayError(ErrorKind.Internal, "The gateway cannot read its Key Vault now."), exception);
        }
    }

    /// <remarks>Several failed attempts come as one <see cref="AggregateException"/>, an attempt that took too long as a cancellation that nobody asked for.</remarks>
    private static bool IsOutage(Exception exception) =>
        exception is RequestFailedException or AuthenticationFailedException or AggregateException or OperationCanceledException;
}
