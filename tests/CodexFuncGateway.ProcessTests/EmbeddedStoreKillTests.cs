using System.Globalization;
using System.Text;
using CodexFuncGateway.ProcessTests.Processes;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;
using Xunit.Abstractions;

namespace CodexFuncGateway.ProcessTests;

/// <summary>The embedded store under a process that is killed while it writes.</summary>
public sealed class EmbeddedStoreKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Rounds = 12;

    private readonly string directory = Directory.CreateTempSubdirectory("gateway-killed-").FullName;
    private readonly HashSet<int> acknowledged = [];
    private readonly Random random = new(20261130);

    [Fact]
    public async Task What_was_acknowledged_is_there_and_no_batch_is_half_there_however_often_the_process_is_killed()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await WriteUntilKilledAsync(firstBatch: round * 1_000_000);
            if (round % 2 == 1)
            {
                await TearLastLineAsync();
            }

            await CheckAsync();
        }

        output.WriteLine($"kills: {Rounds} kills, {acknowledged.Count} acknowledged batches, all whole");
        Assert.True(acknowledged.Count > Rounds * 10, "hardly anything was written");
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private async Task WriteUntilKilledAsync(int firstBatch)
    {
        using var writer = ChildProcess.Start(WriterProcess.Name, directory, firstBatch.ToString(CultureInfo.InvariantCulture));
        var lines = 0;
        var last = random.Next(20, 400);
        while (await writer.Output.ReadLineAsync() is { } line)
        {
            // A line goes into the pipe in one piece, so none is cut short.
            acknowledged.Add(int.Parse(line, CultureInfo.InvariantCulture));
            if (lines++ == last)
            {
                await writer.KillAsync();
            }
        }
    }

    /// <summary>A kill rarely falls into the middle of a write to the file, so that is played.</summary>
    private async Task TearLastLineAsync()
    {
        var line = Encoding.UTF8.GetBytes("""{"table":"batches","changes":[{"partition":"torn","row":"0","etag":"W/\"1\"","properties":{"Batch":1}}]}""");
        await using var journal = new FileStream(Path.Combine(directory, "tables.jsonl"), FileMode.Append);
        await journal.WriteAsync(line.AsMemory(0, random.Next(1, line.Length)));
    }

    private async Task CheckAsync()
    {
        await using var store = EmbeddedTableStore.OnDisk(directory, TimeProvider.System);
        var rows = new Dictionary<int, int>();
        await foreach (var row in store.ReadAllAsync(WriterProcess.Table, TableQuery.Partitions(), CancellationToken.None))
        {
            var batch = row.GetInt32("Batch")!.Value;
            Assert.Equal(batch % 300, row.GetString("Text")!.Length);
            rows[batch] = rows.GetValueOrDefault(batch) + 1;
        }

        Assert.All(rows, batch => Assert.Equal(WriterProcess.Rows(batch.Key), batch.Value));
        Assert.Empty(acknowledged.Except(rows.Keys));
    }
}
