using CodexFuncGateway.Bench.Load;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>
/// The same load on each target in interleaved rounds, each round starting with another target, so that a slow spell of the
/// machine meets all alike. What is compared is compared within a round first and reduced over rounds after.
/// </summary>
internal sealed class Comparison
{
    private readonly Dictionary<string, List<LoadResult>> _results = [];

    public static async Task<Comparison> RunAsync(
        IReadOnlyList<LoadTarget> targets, int streams, BenchOptions options, CancellationToken cancellationToken)
    {
        var comparison = new Comparison();
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var target in targets.Skip(round % targets.Count).Concat(targets.Take(round % targets.Count)))
            {
                comparison.Add(target, await ClosedLoop.RunAsync(target, streams, options.Duration, cancellationToken));
            }
        }

        return comparison;
    }

    /// <summary>The median over the rounds of one figure of one target.</summary>
    public double Median(string target, Func<LoadResult, double> figure) => Statistics.Median(_results[target].Select(figure));

    /// <summary>The median over the rounds of how one target's figure stands to another's in the same round.</summary>
    public double Median(string target, string baseline, Func<LoadResult, double> figure, Func<double, double, double> relate) =>
        Statistics.Median(_results[target].Zip(_results[baseline], (own, other) => relate(figure(own), figure(other))));

    private void Add(LoadTarget target, LoadResult result)
    {
        if (!_results.TryGetValue(target.Name, out var rounds))
        {
            _results[target.Name] = rounds = [];
        }

        rounds.Add(result);
    }
}
