using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>
/// What the service and the SDK say of a failure, by what the caller can do about it: <see href="https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes"/>.
/// </summary>
internal static class TableFailures
{
    /// <exception cref="TableStoreException">The work failed.</exception>
    public static async Task<T> MapAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (RequestFailedException exception)
        {
            // Its message quotes the answer, with the names of rows; the code says enough.
            throw new TableStoreException(Failure(exception), $"Table Storage answered {exception.Status} {exception.ErrorCode}.", exception);
        }
        catch (Exception exception) when (IsOutage(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw new TableStoreException(TableStoreFailure.Unavailable, $"Table Storage cannot be reached ({exception.GetType().Name}).", exception);
        }
    }

    private static TableStoreFailure Failure(RequestFailedException exception) => exception.Status switch
    {
        404 => TableStoreFailure.NotFound,
        // The other conflicts are with a table that is being deleted, which passes.
        409 when exception.ErrorCode == TableErrorCode.EntityAlreadyExists => TableStoreFailure.AlreadyExists,
        412 => TableStoreFailure.PreconditionFailed,
        400 or 413 => TableStoreFailure.Invalid,
        _ => TableStoreFailure.Unavailable,
    };

    /// <remarks>Several failed attempts come as one <see cref="AggregateException"/>, an attempt that took too long as a cancellation that nobody asked for.</remarks>
    private static bool IsOutage(Exception exception) => exception is AuthenticationFailedException or AggregateException or OperationCanceledException or IOException;
}
