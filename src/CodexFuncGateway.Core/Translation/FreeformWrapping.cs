using System.Text;
using System.Text.RegularExpressions;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Takes off what models put around a text although its grammar has no place for it: a fence of Markdown, or a here-document of the shell.
/// The text may still grow; what might yet turn out to be a part of the wrapping is held back.
/// </summary>
internal sealed partial class FreeformWrapping
{
    /// <summary>A first line that is longer opens nothing.</summary>
    private const int LongestOpening = 64;

    private bool isDecided;
    private int start;
    private byte[] closing = [];

    /// <summary>As much of the text proper as is certain.</summary>
    /// <param name="text">All that has come.</param>
    /// <param name="isWhole">Whether nothing more will come.</param>
    public ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> text, bool isWhole)
    {
        if (!isDecided && !TryDecide(text, isWhole))
        {
            return default;
        }

        var inner = text[start..];
        return closing.Length == 0 ? inner : inner[..End(inner, isWhole)];
    }

    private bool TryDecide(ReadOnlySpan<byte> text, bool isWhole)
    {
        var lineEnd = text.IndexOf((byte)'\n');
        if (lineEnd < 0 && !isWhole && text.Length < LongestOpening && !text.StartsWith("*"u8))
        {
            return false;
        }

        isDecided = true;
        if (lineEnd is >= 0 and < LongestOpening && Opening().Match(Encoding.UTF8.GetString(text[..lineEnd])) is { Success: true } opening)
        {
            closing = Encoding.UTF8.GetBytes(opening.Groups["closing"].Value);
            start = lineEnd + 1;
        }

        return true;
    }

    /// <summary>Where the last line begins, if it closes the text or may become what does.</summary>
    private int End(ReadOnlySpan<byte> inner, bool isWhole)
    {
        var trimmed = inner.TrimEnd(" \r\n"u8);
        var lastLine = trimmed.LastIndexOf((byte)'\n') + 1;
        var line = trimmed[lastLine..];
        return line.Length > 0 && (isWhole ? line.SequenceEqual(closing) : closing.AsSpan().StartsWith(line)) ? lastLine : inner.Length;
    }

    [GeneratedRegex("^(?:(?<closing>```|~~~)[A-Za-z0-9_+.-]*|(?:[A-Za-z0-9_.-]+ +)?<<-?(?<quote>['\"]?)(?<closing>[A-Za-z_][A-Za-z0-9_]*)\\k<quote>)\\s*$")]
    private static partial Regex Opening();
}
