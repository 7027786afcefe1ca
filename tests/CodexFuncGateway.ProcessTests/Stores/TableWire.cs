using System.Buffers;
using System.Text;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.ProcessTests.Stores;

/// <summary>How the tests' table server and its clients write rows: as the journal does.</summary>
internal static class TableWire
{
    public static byte[] Write(IEnumerable<TableEntity> entities) => Write([.. entities.Select(entity => new TableChange(entity.Key, entity))]);

    public static byte[] Write(IReadOnlyList<TableWrite> writes) => Write([.. writes.Select(Map)]);

    public static List<TableEntity> ReadEntities(byte[] body) => [.. ReadChanges(body).Select(change => change.Entity!)];

    public static List<TableWrite> ReadWrites(byte[] body, string kinds) => [.. ReadChanges(body).Zip(kinds.Split(','), Map)];

    /// <summary>What kind of write each is, with the version it needs.</summary>
    public static string Kinds(IEnumerable<TableWrite> writes) => string.Join(',', writes.Select(write => write switch
    {
        TableWrite.Insert => "insert",
        TableWrite.Upsert => "upsert",
        TableWrite.Update update => $"update:{update.ETag}",
        TableWrite.Delete delete => $"delete:{delete.ETag}",
        _ => throw new ArgumentException($"The wire knows no {write.GetType().Name}."),
    }));

    private static IReadOnlyList<TableChange> ReadChanges(byte[] body) => JournalLine.Read(Encoding.UTF8.GetString(body)).Changes;

    private static byte[] Write(TableChange[] changes)
    {
        var line = new ArrayBufferWriter<byte>();
        new JournalLine("", changes).Write(line);
        return line.WrittenSpan.ToArray();
    }

    private static TableChange Map(TableWrite write) => write switch
    {
        TableWrite.Insert insert => new TableChange(write.Key, insert.Entity),
        TableWrite.Upsert upsert => new TableChange(write.Key, upsert.Entity),
        TableWrite.Update update => new TableChange(write.Key, update.Entity),
        _ => new TableChange(write.Key, Entity: null),
    };

    private static TableWrite Map(TableChange change, string kind) => kind.Split(':', 2) switch
    {
        ["insert"] => new TableWrite.Insert(change.Entity!),
        ["upsert"] => new TableWrite.Upsert(change.Entity!),
        ["update", var eTag] => new TableWrite.Update(change.Entity!, eTag),
        ["delete", var eTag] => new TableWrite.Delete(change.Key, eTag.Length == 0 ? null : eTag),
        _ => throw new ArgumentException($"The wire knows no {kind}."),
    };
}
