using System.Diagnostics.Metrics;
using Azure;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.KeyVault;

/// <summary>Secrets from an Azure Key Vault, always the newest version. Every read is a request: <see cref="CachedSecretSource"/> goes in front.</summary>
internal sealed partial class KeyVaultSecretSource(
    SecretClient client, IMeterFactory meters, TimeProvider timeProvider, ILogger<KeyVaultSecretSource> logger) : ISecretSource
{
    /// <summary>For all attempts together, the identity's among them: a vault may ask for longer waits than a client has. Shorter than a stream's first sign of life, so that an outage has a status.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(12);

    private const int NotFound = 404;
    private const int Forbidden = 403;

    private readonly Counter<long> reads = meters.Create(Steps.SourceName).CreateCounter<long>(
        "gateway.vault.reads", "{read}", "Secrets that were asked of the vault, by what came of it.");

    public async ValueTask<string?> GetAsync(string name, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var secret = await client.GetSecretAsync(name, cancellationToken: either.Token);
            // What is set from a file ends with a line's end, which no header takes.
            return Count(secret.Value.Value?.Trim() is { Length: > 0 } value ? value : null);
        }
        catch (RequestFailedException exception) when (IsAbsent(exception))
        {
            return Count(null);
        }
        catch (Exception exception) when (IsOutage(exception) && !cancellationToken.IsCancellationRequested)
        {
            reads.Add(1, new KeyValuePair<string, object?>("outcome", "failed"));
            Log.Unreadable(logger, AzureFailure.Reason(exception));
            throw new GatewayException(new GatewayError(ErrorKind.Internal, "The gateway cannot read its Key Vault now."), exception);
        }
    }

    private string? Count(string? value)
    {
        reads.Add(1, new KeyValuePair<string, object?>("outcome", value is null ? "absent" : "found"));
        return value;
    }

    /// <summary>One that was disabled is withdrawn, so it must not be served on as if the vault were down.</summary>
    private static bool IsAbsent(RequestFailedException exception) => exception.Status == NotFound
        || (exception.Status == Forbidden && exception.GetRawResponse()?.Content.ToString().Contains("SecretDisabled", StringComparison.Ordinal) is true);

    /// <remarks>Several failed attempts come as one <see cref="AggregateException"/>, an attempt that took too long as a cancellation that nobody asked for.</remarks>
    private static bool IsOutage(Exception exception) =>
        exception is RequestFailedException or AuthenticationFailedException or AggregateException or OperationCanceledException;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The Key Vault did not give a secret: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);
    }
}
