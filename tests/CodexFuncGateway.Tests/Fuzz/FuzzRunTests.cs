using CodexFuncGateway.Fuzz;
using CodexFuncGateway.Fuzz.Running;

namespace CodexFuncGateway.Tests.Fuzz;

/// <summary>A short run of what <c>dotnet run --project tests/CodexFuncGateway.Fuzz</c> does at length.</summary>
public sealed class FuzzRunTests
{
    [Fact]
    public async Task Mutated_requests_and_replies_find_nothing()
    {
        var report = await FuzzRun.RunAsync(new FuzzOptions(Seed: 1, First: 0, Count: 4_000), _ => { });

        Assert.True(report.Findings.Count == 0, report.Describe());
        Assert.Equal(4_000, report.Answered);
        Assert.InRange(report.Settled, 1_000, 4_000);
    }

    [Fact]
    public void Options_are_read_from_the_command_line()
    {
        Assert.Equal(new FuzzOptions(7, 0, 50), FuzzOptions.Read(["--seed", "7", "--count", "50"]));
        Assert.Equal(new FuzzOptions(6, 1_234, 1), FuzzOptions.Read(["--only", "1234"]));
        Assert.Throws<FormatException>(() => FuzzOptions.Read(["--verbose"]));
    }
}
