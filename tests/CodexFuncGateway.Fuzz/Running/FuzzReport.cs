using System.Globalization;
using System.Text;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>What came of a run.</summary>
internal sealed class FuzzReport(FuzzOptions options)
{
    private const int LinesOfFinding = 6;

    private readonly SortedDictionary<int, int> statuses = [];

    public List<string> Findings { get; } = [];

    public TimeSpan Slowest { get; private set; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>Bytes of live objects after the first cases, and at the end.</summary>
    public (long Before, long After) Memory { get; set; }

    public int Settled { get; set; }

    public int Answered => statuses.Values.Sum();

    public void Note(FuzzAnswer answer)
    {
        lock (statuses)
        {
            statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
            Slowest = answer.Elapsed > Slowest ? answer.Elapsed : Slowest;
        }
    }

    /// <param name="finding">Of which the first lines are kept: a stack's top says where.</param>
    public void Note(int number, string finding)
    {
        lock (statuses)
        {
            Findings.Add(string.Create(CultureInfo.InvariantCulture, $"--seed {options.Seed} --only {number}: {string.Join('\n', finding.Split('\n').Take(LinesOfFinding))}"));
        }
    }

    public string Describe()
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"{Answered:N0} cases of seed {options.Seed} in {Elapsed.TotalSeconds:N0} s; {Settled:N0} reached a model and were settled");
        text.AppendLine(culture, $"statuses: {string.Join(", ", statuses.Select(status => $"{status.Key} × {status.Value:N0}"))}");
        text.AppendLine(culture, $"slowest: {Slowest.TotalMilliseconds:N0} ms; live memory: {Memory.Before / 1e6:N1} MB after the first cases, {Memory.After / 1e6:N1} MB at the end");
        text.AppendLine(culture, $"findings: {Findings.Count}");
        Findings.Take(50).ToList().ForEach(finding => text.AppendLine(finding));
        return text.ToString();
    }
}
