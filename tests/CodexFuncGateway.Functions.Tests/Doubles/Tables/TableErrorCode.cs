namespace Azure.Data.Tables.Models;

/// <summary>Stands for the service's error codes.</summary>
public static class TableErrorCode
{
    public const string EntityAlreadyExists = nameof(EntityAlreadyExists);
    public const string TableNotFound = nameof(TableNotFound);
}
