using System.Diagnostics;
using System.Globalization;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.ProcessTests.Processes;
using CodexFuncGateway.ProcessTests.Stores;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Simulators.Scripts;
using Xunit.Abstractions;

namespace CodexFuncGateway.ProcessTests;

/// <summary>
/// A thousand calls through three gateways that are killed at random points, and a store that is away for a while in between. The outage lasts
/// <c>KILL_TEST_OUTAGE_SECONDS</c>, 6 unless set.
/// </summary>
#pragma warning disable CA1001 // xunit calls DisposeAsync of IAsyncLifetime.
public sealed class LedgerKillTests(ITestOutputHelper output) : IAsyncLifetime
#pragma warning restore CA1001
{
    private const int Calls = 1_000;
    private const int Parallel = 24;
    private const int Kills = 10;
    private const int FramesPerReply = 20;
    private const string Key = "sk-gateway-key-of-the-tests";

    /// <summary>1000 × 0.59 + 200 × 0.59 + 300 × 0.79 micro-USD.</summary>
    private const long NanoUsdPerReply = 945_000;

    /// <summary>As long as what the simulated upstream counts, so that the reservation is a bound of it.</summary>
    private static readonly string Question =
        $$"""{"model":"groq/llama-3.3-70b-versatile","stream":true,"input":"{{string.Concat(Enumerable.Repeat("What is 6 × 7? ", 400))}}","max_output_tokens":1000}""";

    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("KILL_TEST_OUTAGE_SECONDS") ?? "6", CultureInfo.InvariantCulture));

    private static readonly ScriptedStep Reply = new()
    {
        Text = string.Join(' ', Enumerable.Repeat("forty-two", FramesPerReply)),
        Usage = new ScriptedUsage(FreshInput: 1_000, CacheRead: 200, CacheWrite: 0, Output: 300, Reasoning: 0),
    };

    private readonly string spool = Directory.CreateTempSubdirectory("gateway-spool-").FullName;
    private readonly CancellationTokenSource ended = new();
    private TableServer server = null!;
    private UpstreamSimulator upstream = null!;
    private GatewayFleet fleet = null!;
    private PersistentClient client = null!;
    private Task pacing = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        server = await TableServer.StartAsync();
        upstream = await UpstreamSimulator.StartAsync(new ChatCompletionsSimulator(ChatProviders.Groq), new ScriptedSession([.. Enumerable.Repeat(Reply, 5 * Calls)]));
        pacing = PaceAsync(upstream.Faults.HoldFrames(requests: 5 * Calls));
        string[] settings =
        [
            $"--Store={server.Address}", $"--Gateway:DevKey={Key}", $"--Gateway:SealKey={Convert.ToBase64String(new byte[32])}", $"--Gateway:SpoolDirectory={spool}",
            $"--Providers:groq:BaseUrl={upstream.BaseUrl}", "--Providers:groq:ApiKey=provider-key",
            .. TimerRun.Budgets.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        fleet = await GatewayFleet.StartAsync(3, settings, new Random(5_000_017));
        client = new PersistentClient(fleet, Key, Question);
    }

    public async Task DisposeAsync()
    {
        await ended.CancelAsync();
        await pacing;
        client.Dispose();
        fleet.Dispose();
        await upstream.DisposeAsync();
        await server.DisposeAsync();
        ended.Dispose();
        Directory.Delete(spool, recursive: true);
    }

    [Fact]
    public async Task Every_answered_call_has_one_final_row_whoever_was_killed_and_while_the_store_was_away()
    {
        var asking = System.Threading.Tasks.Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (number, _) => await client.AskAsync(number));
        var killing = KillAsync();
        var spooled = await BeAwayAsync();
        await Task.WhenAll(asking, killing);
        await SpoolsAreEmptyAsync();
        await fleet.EndAsync();
        await LeasesHaveRunOutAsync();

        var derived = await TimerRun.RunAsync(server.Store);

        var rows = await RowsAsync();
        Tell(rows, spooled);
        Assert.True(fleet.Kills >= Kills - 2, $"{fleet.Kills} kills");
        Assert.True(spooled > 0, "nothing was ever spooled");
        Assert.Empty(client.Answers.Keys.Except(rows.Select(row => row.RequestId)));
        Assert.Equal(rows.Count, rows.Select(row => row.RequestId).Distinct().Count());
        Assert.DoesNotContain(rows, row => row.Outcome == LedgerOutcome.Open);
        Assert.All(rows.Where(row => row.Outcome == LedgerOutcome.Completed), row => Assert.Equal((NanoUsdPerReply, false), (row.CostNanoUsd, row.IsEstimate)));
        Assert.All(rows.Where(row => row.Outcome != LedgerOutcome.Completed && row.CostNanoUsd > 0), row => Assert.True(row.IsEstimate));
        Assert.Equal((rows.Count, rows.Sum(row => row.CostNanoUsd)), (derived.Costs.Requests, derived.Costs.CostNanoUsd));
        Assert.Equal(rows.Sum(row => row.CostNanoUsd), derived.BudgetNanoUsd);
        // A whole answer is billed as such, or at what was reserved where its process was killed before it could say so.
        Assert.All(rows.Where(row => client.Answers.GetValueOrDefault(row.RequestId)), row => Assert.True(row.CostNanoUsd >= NanoUsdPerReply));
    }

    /// <summary>Upstreams speak as fast as lets the calls last about three times as long as the outage.</summary>
    private async Task PaceAsync(FrameGate gate)
    {
        var tick = TimeSpan.FromMilliseconds(20);
        var frames = (int)Math.Ceiling(Calls * (FramesPerReply + 4) * tick / (3 * Outage));
        while (!ended.IsCancellationRequested)
        {
            gate.Release(frames);
            await Task.Delay(tick, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Kills one of them each time another share of the calls has been answered.</summary>
    private async Task KillAsync()
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            await AnsweredAsync(Calls * kill / (Kills + 1));
            await fleet.KillOneAsync();
        }
    }

    /// <returns>The most that was seen in spools.</returns>
    private async Task<long> BeAwayAsync()
    {
        await AnsweredAsync(Calls / 4);
        server.IsAway = true;
        var (most, clock) = (0L, Stopwatch.StartNew());
        while (clock.Elapsed < Outage)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            most = Math.Max(most, SpooledBytes());
        }

        server.IsAway = false;
        return most;
    }

    private async Task AnsweredAsync(int calls)
    {
        while (client.Answers.Count < calls)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }
    }

    private Task SpoolsAreEmptyAsync() => UntilAsync(() => Task.FromResult(SpooledBytes() == 0), "the spools to be stored");

    private Task LeasesHaveRunOutAsync() => UntilAsync(
        async () => (await new InstanceDirectory(server.Store, GatewayProcess.Instances, TimeProvider.System).ReadLivingAsync(CancellationToken.None)).Count == 0, "the leases to run out");

    private static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var clock = Stopwatch.StartNew(); !await condition(); await Task.Delay(TimeSpan.FromMilliseconds(100)))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(90), $"Waited for {what} for too long.");
        }
    }

    private long SpooledBytes()
    {
        var directory = new DirectoryInfo(Path.Combine(spool, "ledger-spool"));
        return directory.Exists ? directory.GetFiles().Sum(file => file.Exists ? file.Length : 0) : 0;
    }

    private async Task<List<LedgerEntry>> RowsAsync()
    {
        var (rows, now) = (new List<LedgerEntry>(), TimeProvider.System.GetUtcNow());
        await foreach (var row in new LedgerReader(server.Store).ReadNewestFirstAsync("dev", now.AddDays(-1), now.AddDays(1), CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }

    private void Tell(IReadOnlyCollection<LedgerEntry> rows, long spooled)
    {
        var whole = client.Answers.Count(answer => answer.Value);
        output.WriteLine(
            $"kills: {fleet.Kills} kills, {Outage.TotalSeconds} s without store, {client.Answers.Count} answers ({whole} whole), {client.Failures} without answer, "
            + $"{spooled / 1024} KB spooled at most; {rows.Count} rows: {string.Join(", ", rows.CountBy(row => row.Outcome).Select(pair => $"{pair.Value} {pair.Key}"))}, "
            + $"{rows.Count(row => client.Answers.GetValueOrDefault(row.RequestId) && row.IsEstimate)} whole answers at their reservation");
    }
}
