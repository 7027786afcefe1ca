using CodexFuncGateway.Tests.FailureCases;

namespace CodexFuncGateway.Tests.Docs;

/// <summary>The cases by the ways to a provider, as a page shows them.</summary>
internal static class CaseTable
{
    public static string Write() => string.Join('\n', [
        $"| | case | {string.Join(" | ", Column.All)} |",
        $"|---|---|{string.Concat(Column.All.Select(_ => "---|"))}",
        .. FailureCase.All.Select(@case => $"| {@case.Number} | {@case.Title} | {string.Join(" | ", Column.All.Select(column => Cell(@case, column)))} |"),
        "",
        .. FailureCase.All.SelectMany(Reasons),
        "",
    ]);

    private static string Cell(FailureCase @case, string column) => @case.Tests(column) == 0 ? "–" : @case.StillOpen is null ? "✓" : "(✓)";

    private static IEnumerable<string> Reasons(FailureCase @case) =>
    [
        .. @case.Reasons.GroupBy(reason => reason.Value).Select(group => $"* {@case.Number} – {string.Join(", ", group.Select(reason => reason.Key))}: {group.Key}."),
        .. @case.StillOpen is { } open ? [$"* {@case.Number} (✓) in part: {open}."] : Array.Empty<string>(),
    ];
}
