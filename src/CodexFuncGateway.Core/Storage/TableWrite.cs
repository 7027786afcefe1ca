namespace CodexFuncGateway.Storage;

/// <summary>One change to one entity. The closed set of what a store can be asked to do.</summary>
public abstract record TableWrite(TableKey Key)
{
    /// <summary>Fails with <see cref="TableStoreFailure.AlreadyExists"/> where there is such an entity.</summary>
    public sealed record Insert(TableEntity Entity) : TableWrite(Entity.Key);

    /// <summary>Replaces the whole entity, or creates it.</summary>
    public sealed record Upsert(TableEntity Entity) : TableWrite(Entity.Key);

    /// <summary>
    /// Replaces the whole entity if it is still at version <paramref name="ETag"/>; fails with
    /// <see cref="TableStoreFailure.PreconditionFailed"/> where it is not, and with <see cref="TableStoreFailure.NotFound"/> where it is gone.
    /// </summary>
    public sealed record Update(TableEntity Entity, string ETag) : TableWrite(Entity.Key);

    /// <summary>Removes the entity, at any version where <paramref name="ETag"/> is null. Fails as <see cref="Update"/> does.</summary>
    public sealed record Delete(TableKey Key, string? ETag = null) : TableWrite(Key);
}
