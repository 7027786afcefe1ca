namespace CodexFuncGateway.Storage;

/// <summary>A store refused or failed; none of the writes of the batch took place unless <see cref="TableStoreFailure.Unavailable"/> leaves it open.</summary>
public sealed class TableStoreException(TableStoreFailure failure, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public TableStoreFailure Failure => failure;
}
