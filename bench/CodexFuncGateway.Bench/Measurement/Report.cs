using System.Globalization;
using CodexFuncGateway.Bench.Load;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>Prints the figures as Markdown, ready for <c>docs/performance.md</c>.</summary>
internal static class Report
{
    private const double MostAddedMilliseconds = 2;
    private const double MostMegabytes = 300;

    /// <summary>Not a result, and so not on the standard output.</summary>
    public static void WriteProgress(string step) => Console.Error.WriteLine($"{step} ...");

    public static void WriteComparison(string title, IReadOnlyList<LoadTarget> targets, Comparison many, Comparison one)
    {
        Write($"""

            ## {title}

            | path | requests/s, 32 streams | of the pass-through's | target | processor ms per request | first delta, 1 stream | added | target |
            |---|---|---|---|---|---|---|---|
            """);
        foreach (var target in targets)
        {
            WriteRow(target.Name, many, one);
        }
    }

    public static void WriteMachine(double otherProcessors) =>
        Write($"\nProcessors that other programs kept busy meanwhile: {otherProcessors:F2} of {Environment.ProcessorCount}.");

    public static void WriteBudgets(string without, string with, Comparison one, Comparison many, double mostAddedMilliseconds)
    {
        Write("""

            | | first delta, 1 stream | processor ms per request, 32 streams | requests/s, 32 streams |
            |---|---|---|---|
            """);
        foreach (var name in new[] { without, with })
        {
            Write($"| {name} | {one.Median(name, result => result.FirstDeltaMilliseconds):F3} ms | {many.Median(name, result => result.ProcessorMillisecondsPerRequest):F3} "
                + $"| {many.Median(name, result => result.RequestsPerSecond):F0} |");
        }

        var added = one.Median(with, without, result => result.FirstDeltaMilliseconds, (own, other) => own - other);
        Write($"\nAdded to the first delta: {added:F3} ms (≤ {Number(mostAddedMilliseconds)} ms: {Verdict(added <= mostAddedMilliseconds)}).");
    }

    public static void WriteMemoryHead() => Write($"""

        ## Memory with {OpenStreams.Count} open paced streams

        | path | idle MB | peak MB | target |
        |---|---|---|---|
        """);

    public static void WriteMemory(string name, double idle, double peak) =>
        Write($"| {name} | {idle:F0} | {peak:F0} | {(IsGateway(name) ? $"≤ {MostMegabytes:F0}: {Verdict(peak <= MostMegabytes)}" : "")} |");

    private static void WriteRow(string name, Comparison many, Comparison one)
    {
        var ratio = many.Median(name, Targets.PassThrough, result => result.RequestsPerSecond, (own, other) => own / other);
        var added = one.Median(name, Targets.PassThrough, result => result.FirstDeltaMilliseconds, (own, other) => own - other);
        var route = GatewayRoute.All.FirstOrDefault(route => route.Name == name);
        var ratioTarget = route is null ? "" : $"≥ {Number(route.LeastRatio)}: {Verdict(ratio >= route.LeastRatio)}";
        var addedTarget = route is null ? "" : $"≤ {Number(MostAddedMilliseconds)} ms: {Verdict(added <= MostAddedMilliseconds)}";
        var processor = many.Median(name, result => result.ProcessorMillisecondsPerRequest);
        Write($"| {name} | {many.Median(name, result => result.RequestsPerSecond):F0} | {ratio:F2} | {ratioTarget} | {processor:F2} "
            + $"| {one.Median(name, result => result.FirstDeltaMilliseconds):F2} ms | {added:F2} ms | {addedTarget} |");
    }

    private static bool IsGateway(string name) => GatewayRoute.All.Any(route => route.Name == name);

    private static string Verdict(bool isMet) => isMet ? "met" : "missed";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Write(string text) => Console.WriteLine(text);
}
