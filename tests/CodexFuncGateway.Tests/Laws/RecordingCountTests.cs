using CodexFuncGateway.Tests.Laws.Support;
using Xunit.Abstractions;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>Says which recordings the laws ran over, so that none can drop out unseen.</summary>
public sealed class RecordingCountTests(ITestOutputHelper output)
{
    [Fact]
    public void The_laws_run_over_all_recordings_but_a_few_that_are_named()
    {
        var recordings = LawCases.Recordings.Where(recording => !recording.IsFixture).ToArray();
        var summary = $"laws: {recordings.Length} recordings ({Count(recordings, recording => recording.Dialect)}), "
            + $"{LawCases.Recordings.Count - recordings.Length} fixtures, {LawCases.All.Count} readings, unused {RecordingFolder.Unused.Count}";

        output.WriteLine(summary);
        output.WriteLine($"laws: by provider: {Count(recordings, recording => $"{recording.Provider} {recording.Dialect}")}");
        foreach (var (name, reason) in RecordingFolder.Unused)
        {
            output.WriteLine($"laws: unused: {name}: {reason}");
        }

        Assert.InRange(RecordingFolder.Unused.Count, 0, recordings.Length * 5 / 100);
        Assert.True(RecordingFolder.Path is null || recordings.Length > 300, summary);
    }

    [Fact]
    public void Every_dialect_has_fixtures_of_its_own()
    {
        Assert.All(LawCases.All.Select(@case => @case.Dialect.Id).Distinct(), dialect =>
            Assert.InRange(LawCases.Recordings.Count(recording => recording.IsFixture && recording.Dialect == dialect), 4, 100));
    }

    private static string Count(IEnumerable<Recording> recordings, Func<Recording, string> by) =>
        string.Join(", ", recordings.CountBy(by).OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
}
