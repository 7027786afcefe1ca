using System.Text.RegularExpressions;
using Azure;
using Azure.Identity;

namespace CodexFuncGateway.KeyVault;

/// <summary>Why Azure did not answer as hoped, in words that hold no name and no sentence of its own: those speak of accounts, addresses and secrets.</summary>
internal static partial class AzureFailure
{
    public static string Reason(Exception exception) => exception switch
    {
        RequestFailedException failed => $"{failed.Status} {failed.ErrorCode}".TrimEnd(),
        OperationCanceledException => "no answer in time",
        AggregateException { InnerExceptions: [.., var last] } => Reason(last),
        CredentialUnavailableException => "no identity",
        _ => EntraNumber().Match(exception.Message) is { Success: true } number ? number.Value : "no reason given",
    };

    [GeneratedRegex(@"AADSTS\d+")]
    private static partial Regex EntraNumber();
}
