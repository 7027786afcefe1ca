using System.Diagnostics;
using System.Text;
using CodexFuncGateway.Fuzz.Mutation;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>Sends the cases, a few at a time, and looks at what comes of each.</summary>
internal sealed class FuzzRun
{
    private const int AtOnce = 2;
    private const int Warming = 2_000;

    /// <summary>So many cases are a long run, after which pooled memory is given the time that it takes to be let go.</summary>
    private const int Long = 10_000;

    private const int Rests = 45;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    /// <summary>Longer than that is a hang, where it takes as long again.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InProcessGateway gateway;
    private readonly CaseMaker cases;
    private readonly FuzzReport report;
    private readonly bool isOnly;
    private readonly Action<string> tell;

    private FuzzRun(InProcessGateway gateway, CaseMaker cases, FuzzReport report, bool isOnly, Action<string> tell) =>
        (this.gateway, this.cases, this.report, this.isOnly, this.tell) = (gateway, cases, report, isOnly, tell);

    public static async Task<FuzzReport> RunAsync(FuzzOptions options, Action<string> tell)
    {
        var start = Stopwatch.GetTimestamp();
        var report = new FuzzReport(options);
        await using var gateway = new InProcessGateway();
        var cases = new CaseMaker(options.Seed, await Histories.TellAsync(gateway));
        var before = await gateway.SettledAsync();
        var run = new FuzzRun(gateway, cases, report, isOnly: options.Count == 1, tell);
        var warming = Math.Min(Warming, options.Count);
        await run.SendAsync(options.First, warming);
        var live = LiveBytes();
        await run.SendAsync(options.First + warming, options.Count - warming);
        report.Settled = await gateway.SettledAsync() - before;
        report.Elapsed = Stopwatch.GetElapsedTime(start);
        await RestAsync(options.Count >= Long ? Rests : 0);
        report.Memory = (live, LiveBytes());
        return report;
    }

    private Task SendAsync(int first, int count) => Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
    {
        await SendAsync(cases.Make(number));
        if (number % 10_000 == 9_999)
        {
            tell($"{number + 1:N0} … {LiveBytes() / 1e6:N1} MB");
        }
    });

    private async Task SendAsync(FuzzCase asked)
    {
        try
        {
            var answer = await gateway.AskAsync(asked).WaitAsync(Patience);
            if (answer.Elapsed > LongestAnswer)
            {
                // The machine may have been busy with something else.
                answer = await gateway.AskAsync(asked).WaitAsync(Patience);
            }

            report.Note(answer);
            if (isOnly)
            {
                Tell(asked, answer);
            }

            var finding = answer.Elapsed > LongestAnswer ? $"took {answer.Elapsed.TotalSeconds:N1} s" : AnswerCheck.Find(asked, answer);
            if (finding is not null)
            {
                report.Note(asked.Number, finding);
            }
        }
#pragma warning disable CA1031 // Whatever gets out of the gateway is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            report.Note(asked.Number, exception.ToString());
        }

        while (gateway.Defects.Lines.TryDequeue(out var defect))
        {
            report.Note(asked.Number, defect);
        }
    }

    private void Tell(FuzzCase asked, FuzzAnswer answer)
    {
        tell($"{asked.Path}\n{string.Join('\n', asked.Headers)}\n{Encoding.UTF8.GetString(asked.Body)}\n");
        tell($"upstream: {asked.Answer.Status} {asked.Answer.ContentType}\n{string.Join('\n', asked.Answer.Headers)}\n{Encoding.UTF8.GetString(asked.Answer.Body)}\n");
        tell($"gateway: {answer.Status} {answer.ContentType}\n{Encoding.UTF8.GetString(answer.Body)}\n");
    }

    /// <summary>The framework's array pool lets go of what nobody rents, a little with each collection and after a minute at the earliest.</summary>
    private static async Task RestAsync(int rests)
    {
        for (var rest = 0; rest < rests; rest++)
        {
            await Task.Delay(Rest);
            LiveBytes();
        }
    }

    private static long LiveBytes()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
