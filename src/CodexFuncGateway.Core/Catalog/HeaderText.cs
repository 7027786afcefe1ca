using System.Buffers;

namespace CodexFuncGateway.Catalog;

/// <summary>What may stand in an HTTP header: a line break would begin another one, and other characters arrive as something else.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Visible ASCII and spaces.</summary>
    public static bool IsValue(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
