using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CodexFuncGateway.Audit;

/// <summary>The place in the log up to which somebody has read.</summary>
/// <param name="Month">The month in whose table it is.</param>
/// <param name="Row">The last row that was seen.</param>
internal sealed record AuditCursor(DateTimeOffset Month, string Row)
{
    /// <summary>As text that says nothing to whoever passes it on.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Month:yyyyMM}|{Row}")));

    /// <returns>Null where it is none.</returns>
    public static AuditCursor? Read(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('|');
        return parts.Length == 2 && parts[1].Length is > 0 and < 200 && parts[1].All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '~')
            && DateTimeOffset.TryParseExact(parts[0], "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var month)
            ? new AuditCursor(month, parts[1])
            : null;
    }
}
