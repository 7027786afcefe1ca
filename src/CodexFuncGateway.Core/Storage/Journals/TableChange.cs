namespace CodexFuncGateway.Storage.Journals;

/// <summary>What a write came to: the entity as it is now, or null where it is gone. Applying it needs no conditions and can be repeated.</summary>
internal sealed record TableChange(TableKey Key, TableEntity? Entity)
{
    public static TableChange Map(TableWrite write, string eTag) => write switch
    {
        TableWrite.Insert insert => Put(insert.Entity, eTag),
        TableWrite.Upsert upsert => Put(upsert.Entity, eTag),
        TableWrite.Update update => Put(update.Entity, eTag),
        _ => new TableChange(write.Key, Entity: null),
    };

    private static TableChange Put(TableEntity entity, string eTag) => new(entity.Key, entity.WithETag(eTag));
}
