using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Storage.Embedded;

/// <summary>One table in memory, sorted by key. Not safe for concurrent use; <see cref="EmbeddedTableStore"/> holds the lock.</summary>
internal sealed class EmbeddedTable
{
    private readonly SortedSet<TableEntity> entities = new(Comparer<TableEntity>.Create((left, right) => left.Key.CompareTo(right.Key)));

    public IReadOnlyCollection<TableEntity> Entities => entities;

    /// <summary>The newest version that any entity has or had, 0 in an empty table.</summary>
    public long NewestVersion { get; private set; }

    public TableEntity? Find(TableKey key) => entities.TryGetValue(new TableEntity(key), out var entity) ? entity : null;

    /// <summary>Throws where the write cannot take place.</summary>
    public void Check(TableWrite write)
    {
        switch (write)
        {
            case TableWrite.Insert when Find(write.Key) is not null:
                throw new TableStoreException(TableStoreFailure.AlreadyExists, "There is such an entity already.");
            case TableWrite.Update update:
                CheckVersion(write.Key, update.ETag);
                break;
            case TableWrite.Delete delete:
                CheckVersion(write.Key, delete.ETag);
                break;
        }
    }

    public void Apply(TableChange change)
    {
        entities.Remove(new TableEntity(change.Key));
        if (change.Entity is { } entity)
        {
            entities.Add(entity);
            NewestVersion = Math.Max(NewestVersion, VersionTag.Read(entity.ETag!));
        }
    }

    public TablePage Query(TableQuery query)
    {
        var range = KeyRange.Map(query);
        var found = new List<TableEntity>();
        foreach (var entity in From(range.First))
        {
            if (!range.IsBefore(entity.Key))
            {
                break;
            }

            if (found.Count == query.PageSize)
            {
                return new TablePage(found, KeyRange.Continuation(entity.Key));
            }

            found.Add(entity);
        }

        return new TablePage(found, Continuation: null);
    }

    private IEnumerable<TableEntity> From(TableKey first)
    {
        var lowest = new TableEntity(first);
        return entities.Max is { } last && last.Key >= first ? entities.GetViewBetween(lowest, last) : [];
    }

    private void CheckVersion(TableKey key, string? eTag)
    {
        var entity = Find(key) ?? throw new TableStoreException(TableStoreFailure.NotFound, "There is no such entity.");
        if (eTag is not null && eTag != entity.ETag)
        {
            throw new TableStoreException(TableStoreFailure.PreconditionFailed, "The entity has changed since it was read.");
        }
    }
}
