using System.Text.RegularExpressions;

namespace CodexFuncGateway.Catalog;

/// <summary>Addresses with names in braces that stand for values: <c>https://{region}.example.com/v1</c>.</summary>
internal static partial class AddressTemplate
{
    /// <summary>The names that an address, or a part of one, still holds.</summary>
    public static IEnumerable<string> Names(string? template) => Name().Matches(template ?? "").Select(match => match.Groups[1].Value);

    /// <summary>Replaces each name by its value; one without a value stays.</summary>
    public static string Replace(string template, Func<string, string?> value) =>
        template.Contains('{') ? Name().Replace(template, match => value(match.Groups[1].Value) ?? match.Value) : template;

    /// <summary>One segment of a path. Vertex writes versions behind an @, which is no delimiter there.</summary>
    public static string Escape(string model) => Uri.EscapeDataString(model).Replace("%40", "@", StringComparison.Ordinal);

    /// <summary>Whether a value may become part of a host or a path without changing where it leads.</summary>
    public static bool IsSafe(string value) => SafeValue().IsMatch(value) && !value.Contains("..", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([A-Za-z][A-Za-z0-9]*)\}")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?\z")]
    private static partial Regex SafeValue();
}
