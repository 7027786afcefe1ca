using System.Buffers;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Ledger.Spool;

/// <summary>
/// Where entries wait on disk while the store is away: a file that grows, and those before it that are being replayed. While the store is well
/// there is none.
/// </summary>
internal sealed partial class LedgerSpool(SpoolDirectory directory, SpoolOptions options, ILogger<LedgerWriter> logger) : IDisposable
{
    private readonly Lock gate = new();
    private SpoolFile? current;
    private int replaying;

    /// <summary>Whether nothing of this process waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return current is null && replaying == 0;
            }
        }
    }

    /// <returns>The entries for which there is no room, or none at all can be written.</returns>
    public IReadOnlyCollection<LedgerEntry> Append(IReadOnlyCollection<LedgerEntry> entries)
    {
        lock (gate)
        {
            try
            {
                return Write(entries);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Log.Unwritable(logger, directory.Path, exception);
                // Whatever state it is in, nothing is added to it any more. It is replayed as a file without an owner.
                current?.Dispose();
                current = null;
                return entries;
            }
        }
    }

    /// <summary>The files to be replayed: our own, which then grows no more, and those of processes that have died.</summary>
    public IEnumerable<SpoolFile> Take()
    {
        while (TakeCurrent() is { } own)
        {
            try
            {
                yield return own;
            }
            finally
            {
                lock (gate)
                {
                    replaying--;
                }
            }
        }

        foreach (var abandoned in directory.TakeAbandoned())
        {
            yield return abandoned;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            current?.Dispose();
            current = null;
        }
    }

    private SpoolFile? TakeCurrent()
    {
        lock (gate)
        {
            var taken = current;
            (current, replaying) = (null, taken is null ? replaying : replaying + 1);
            return taken;
        }
    }

    private List<LedgerEntry> Write(IReadOnlyCollection<LedgerEntry> entries)
    {
        var left = new List<LedgerEntry>();
        var lines = new ArrayBufferWriter<byte>();
        var used = directory.Length;
        foreach (var entry in entries)
        {
            if (used + lines.WrittenCount < Room(entry))
            {
                SpoolFile.Write(entry, lines);
            }
            else
            {
                left.Add(entry);
            }
        }

        if (lines.WrittenCount > 0)
        {
            current ??= directory.Create();
            current.Append(lines.WrittenSpan);
        }

        return left;
    }

    /// <summary>A call that is not made costs nothing, so how the calls ended that were made goes before.</summary>
    private long Room(LedgerEntry entry)
    {
        var all = options.SpoolMegabytes * 1024L * 1024;
        return entry.Outcome == LedgerOutcome.Open ? all / 2 : all;
    }

    private static partial class Log
    {
        [LoggerMessage(5, LogLevel.Error, "The spool in {Path} cannot be written.")]
        public static partial void Unwritable(ILogger logger, string path, Exception exception);
    }
}
