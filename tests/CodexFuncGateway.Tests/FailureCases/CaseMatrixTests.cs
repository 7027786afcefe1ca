using Xunit.Abstractions;
using Xunit.Sdk;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Says which case is tested where, so that none can drop out unseen.</summary>
public sealed class CaseMatrixTests(ITestOutputHelper output, CaseMatrixTests.Printer printer) : IClassFixture<CaseMatrixTests.Printer>
{
    [Fact]
    public void Every_case_has_tests_or_a_reason_for_every_dialect()
    {
        foreach (var line in CaseMatrix.Lines)
        {
            output.WriteLine(line);
            printer.Print(line);
        }

        Assert.Equal(Enumerable.Range(1, 36), FailureCase.All.Select(@case => @case.Number));
        Assert.All(FailureCase.All, @case => Assert.All(Column.All, column =>
            Assert.True(@case.Tests(column) > 0 != @case.Reasons.ContainsKey(column), $"Case {@case.Number} on {column} has neither tests nor a reason, or both.")));
    }

    [Fact]
    public void No_case_names_a_dialect_that_is_not_built_in() =>
        Assert.All(FailureCase.All, @case => Assert.Subset(Column.All.ToHashSet(), @case.Reasons.Keys.ToHashSet()));

    /// <summary>Lets <c>dotnet test</c> show what a test that passes would otherwise only write to its result file.</summary>
    public sealed class Printer(IMessageSink sink)
    {
        public void Print(string line) => sink.OnMessage(new DiagnosticMessage(line));
    }
}
