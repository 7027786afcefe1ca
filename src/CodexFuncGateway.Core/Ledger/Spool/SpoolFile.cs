using System.Buffers;
using CodexFuncGateway.Storage.Journals;

namespace CodexFuncGateway.Ledger.Spool;

/// <summary>
/// Ledger rows as lines of a journal. They are handed to the operating system and not forced to the disk: they survive the end of the
/// process, however it ends, and may not survive that of the machine.
/// </summary>
internal sealed class SpoolFile(FileStream file) : IDisposable
{
    public string Name => file.Name;

    public long Length => file.Length;

    public static void Write(LedgerEntry entry, IBufferWriter<byte> output)
    {
        var row = LedgerRow.Map(entry);
        new JournalLine(LedgerKey.Table(entry.StartedAt), [new TableChange(row.Key, row)]).Write(output);
    }

    /// <summary>Adds whole lines, all or none.</summary>
    public void Append(ReadOnlySpan<byte> lines)
    {
        var end = file.Length;
        try
        {
            file.Write(lines);
        }
        catch
        {
            file.SetLength(end);
            throw;
        }
    }

    /// <summary>Reads it from the start, about so many entries at a time. What was written twice is read once where it stands close together.</summary>
    /// <exception cref="InvalidDataException">A line is damaged that is not the last one.</exception>
    public IEnumerable<LedgerRound> ReadRounds(int length)
    {
        file.Position = 0;
        var round = new LedgerRound();
        foreach (var change in new JournalReader(file).ReadLines().SelectMany(line => line.Changes))
        {
            round.Add(LedgerRow.Read(change.Entity!));
            if (round.Count >= length)
            {
                yield return round;
                round = new LedgerRound();
            }
        }

        yield return round;
    }

    /// <summary>Emptied first, for another process may open it between the end of our claim and its own end.</summary>
    public void Delete()
    {
        file.SetLength(0);
        file.Dispose();
        File.Delete(file.Name);
    }

    /// <summary>Keeps it for whoever repairs it, under a name that is not read again.</summary>
    public void SetAside()
    {
        file.Dispose();
        File.Move(file.Name, $"{file.Name}.damaged", overwrite: true);
    }

    /// <summary>Leaves it for another process.</summary>
    public void Dispose() => file.Dispose();
}
