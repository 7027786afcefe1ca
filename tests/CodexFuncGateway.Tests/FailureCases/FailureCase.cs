using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A way in which gateways for Codex break, as the test class that bears its number.</summary>
internal sealed partial record FailureCase(int Number, Type Class)
{
    public static IReadOnlyList<FailureCase> All { get; } =
    [
        .. from type in typeof(FailureCase).Assembly.GetTypes()
           let name = CaseName().Match(type.Name)
           where name.Success && type.Namespace == typeof(FailureCase).Namespace
           let number = int.Parse(name.Groups["number"].Value, CultureInfo.InvariantCulture)
           orderby number
           select new FailureCase(number, type),
    ];

    /// <summary>The class's name in words.</summary>
    public string Title => Capital().Replace(CaseName().Match(Class.Name).Groups["title"].Value, letter => $" {letter.Value.ToLowerInvariant()}").Trim();

    public IReadOnlyDictionary<string, string> Reasons => NotForAttribute.ReasonsOf(Class);

    public string? StillOpen => Class.GetCustomAttribute<StillOpenAttribute>()?.What;

    /// <summary>How many tests run for this case in a column.</summary>
    public int Tests(string column) => Class.GetMethods().Count(method => method.GetCustomAttribute<DialectsAttribute>()?.ColumnsOf(Class).Contains(column) is true);

    [GeneratedRegex("^Case(?<number>[0-9]{2})_(?<title>[A-Za-z0-9]+)$")]
    private static partial Regex CaseName();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<!^)[A-Z](?=[a-z])")]
    private static partial Regex Capital();
}
