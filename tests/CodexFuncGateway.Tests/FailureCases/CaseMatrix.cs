namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>The cases by the columns: how many tests a cell has, or by which letter its reason is found below.</summary>
internal static class CaseMatrix
{
    private const int TitleWidth = 42;
    private const int CellWidth = 11;

    public static IEnumerable<string> Lines => [Header, .. FailureCase.All.Select(Row), .. FailureCase.All.SelectMany(Notes), Total];

    private static string Header => Line("", Column.All.Select(Abbreviate));

    private static string Total
    {
        get
        {
            var cells = FailureCase.All.SelectMany(@case => Column.All.Select(column => (Tests: @case.Tests(column), IsExcused: @case.Reasons.ContainsKey(column)))).ToArray();
            return $"cases: {FailureCase.All.Count} cases x {Column.All.Count} ways to a provider: {cells.Count(cell => cell.Tests > 0)} cells with {cells.Sum(cell => cell.Tests)} tests, "
                + $"{cells.Count(cell => cell.IsExcused)} cells not applicable, {cells.Count(cell => cell.Tests == 0 && !cell.IsExcused)} empty";
        }
    }

    private static string Row(FailureCase @case) => Line($"{@case.Number:D2} {@case.Title}", Column.All.Select(column => Cell(@case, column)));

    private static string Cell(FailureCase @case, string column) => @case.Tests(column) switch
    {
        0 when @case.Reasons.ContainsKey(column) => "n/a",
        0 => "MISSING",
        var tests => @case.StillOpen is null ? $"{tests}" : $"{tests} (part)",
    };

    private static IEnumerable<string> Notes(FailureCase @case) =>
    [
        .. @case.Reasons.GroupBy(reason => reason.Value).Select(group => $"cases: {@case.Number:D2} n/a for {string.Join(", ", group.Select(reason => reason.Key))}: {group.Key}"),
        .. @case.StillOpen is { } open ? [$"cases: {@case.Number:D2} in part: {open}"] : Array.Empty<string>(),
    ];

    private static string Line(string title, IEnumerable<string> cells) =>
        $"cases: {title.PadRight(TitleWidth)}{string.Concat(cells.Select(cell => $"| {cell.PadRight(CellWidth)}"))}".TrimEnd();

    /// <summary>The word that tells a column apart.</summary>
    private static string Abbreviate(string column) => column.StartsWith("openai-responses ", StringComparison.Ordinal) ? column["openai-responses ".Length..] : column[..column.IndexOf('-', StringComparison.Ordinal)];
}
