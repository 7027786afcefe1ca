using System.Buffers;
using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Storage.Embedded;

/// <summary>The journal on disk, <c>tables.jsonl</c>: read at start, written anew without what later lines superseded, then only appended to.</summary>
internal static class JournalFile
{
    private const string Name = "tables.jsonl";
    private const int GroupBytes = 64 * 1024;

    /// <summary>Fills the tables from the journal and opens it, compacted, for appending.</summary>
    public static FileStream Open(string directory, Dictionary<string, EmbeddedTable> tables)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, Name);
        bool isCompact;
        using (var file = OwnedFile.Open(path, FileMode.OpenOrCreate))
        {
            isCompact = Read(file, tables);
            if (!isCompact)
            {
                WriteCompact(path + ".new", tables);
            }
        }

        if (!isCompact)
        {
            File.Move(path + ".new", path, overwrite: true);
        }

        var journal = OwnedFile.Open(path, FileMode.OpenOrCreate);
        journal.Seek(0, SeekOrigin.End);
        return journal;
    }

    /// <returns>Whether the file is just what a compacted one would be.</returns>
    private static bool Read(FileStream file, Dictionary<string, EmbeddedTable> tables)
    {
        var reader = new JournalReader(file);
        var changes = 0;
        foreach (var line in reader.ReadLines())
        {
            if (!tables.TryGetValue(line.Table, out var table))
            {
                tables[line.Table] = table = new EmbeddedTable();
            }

            foreach (var change in line.Changes)
            {
                table.Apply(change);
                changes++;
            }
        }

        return !reader.IsTorn && changes == tables.Values.Sum(table => table.Entities.Count);
    }

    private static void WriteCompact(string path, Dictionary<string, EmbeddedTable> tables)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var file = OwnedFile.Open(path, FileMode.Create);
        foreach (var (name, table) in tables)
        {
            foreach (var entity in table.Entities)
            {
                new JournalLine(name, [new TableChange(entity.Key, entity)]).Write(buffer);
                WriteFull(file, buffer, GroupBytes);
            }
        }

        WriteFull(file, buffer, atLeast: 0);
        file.Flush(flushToDisk: true);
    }

    private static void WriteFull(FileStream file, ArrayBufferWriter<byte> buffer, int atLeast)
    {
        if (buffer.WrittenCount >= atLeast)
        {
            file.Write(buffer.WrittenSpan);
            buffer.ResetWrittenCount();
        }
    }
}
