namespace Azure.Data.Tables;

/// <summary>Stands for the kinds of write in a transaction.</summary>
public enum TableTransactionActionType
{
    Add,
    UpdateMerge,
    UpdateReplace,
    Delete,
    UpsertMerge,
    UpsertReplace,
}
