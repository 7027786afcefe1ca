namespace Azure.Data.Tables;

/// <summary>Stands for a write in a transaction.</summary>
public sealed class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    public TableTransactionActionType ActionType => actionType;

    public ITableEntity Entity => entity;

    public ETag ETag => etag;
}
