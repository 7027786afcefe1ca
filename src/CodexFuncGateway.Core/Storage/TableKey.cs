using System.Globalization;
using System.Text;

namespace CodexFuncGateway.Storage;

/// <summary>Where an entity lives: entities of one partition are stored together, sorted by row key, and can be written as one batch.</summary>
public readonly record struct TableKey(string Partition, string Row) : IComparable<TableKey>
{
    private const string Escaped = "/\\#?|~%";

    public int CompareTo(TableKey other)
    {
        var byPartition = string.CompareOrdinal(Partition, other.Partition);
        return byPartition != 0 ? byPartition : string.CompareOrdinal(Row, other.Row);
    }

    /// <summary>
    /// Makes any text usable as a part of a key: characters that Table Storage forbids, and <c>|</c>, which joins the parts of a key,
    /// become <c>~</c> and four hexadecimal digits. Different texts stay different.
    /// </summary>
    public static string Escape(string text) => text.Any(MustEscape) ? EscapeEach(text) : text;

    /// <summary>Table Storage forbids these in both keys: <c>/ \ # ?</c> and the control characters.</summary>
    internal static bool IsForbidden(char character) => character is '/' or '\\' or '#' or '?' || char.IsControl(character);

    private static bool MustEscape(char character) => Escaped.Contains(character, StringComparison.Ordinal) || char.IsControl(character);

    private static string EscapeEach(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (MustEscape(character))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"~{(int)character:X4}");
            }
            else
            {
                escaped.Append(character);
            }
        }

        return escaped.ToString();
    }

    public static bool operator <(TableKey left, TableKey right) => left.CompareTo(right) < 0;

    public static bool operator >(TableKey left, TableKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(TableKey left, TableKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TableKey left, TableKey right) => left.CompareTo(right) >= 0;
}
