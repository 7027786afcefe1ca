using System.Globalization;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

namespace CodexFuncGateway.ProcessTests.Processes;

/// <summary>Writes numbered batches into an embedded store without end, and says of each when it has been acknowledged.</summary>
internal static class WriterProcess
{
    public const string Name = "writer";
    public const string Table = "batches";

    private const int Writers = 4;

    /// <summary>How many rows the batch of this number has.</summary>
    public static int Rows(int batch) => 1 + (batch * 7 % 20);

    public static string Partition(int batch) => batch.ToString("D8", CultureInfo.InvariantCulture);

    public static async Task RunAsync(string directory, int firstBatch)
    {
        await using var store = EmbeddedTableStore.OnDisk(directory, TimeProvider.System);
        var next = firstBatch - 1;
        var writing = Enumerable.Range(0, Writers).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var batch = Interlocked.Increment(ref next);
                await store.SubmitAsync(Table, [.. Enumerable.Range(0, Rows(batch)).Select(row => Write(batch, row))], CancellationToken.None);
                await Console.Out.WriteLineAsync(batch.ToString(CultureInfo.InvariantCulture));
            }
        }));
        await Task.WhenAny([ChildProcess.ParentEndedAsync(), .. writing]);
    }

    private static TableWrite.Upsert Write(int batch, int row) =>
        new(new TableEntity(new TableKey(Partition(batch), $"{row}")) { ["Batch"] = batch, ["Text"] = new string('x', batch % 300) });
}
