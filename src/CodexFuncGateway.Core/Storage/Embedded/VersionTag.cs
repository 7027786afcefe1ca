using System.Globalization;

namespace CodexFuncGateway.Storage.Embedded;

/// <summary>The embedded store's ETags: a number that only grows, in the form of an HTTP weak validator like Azure's.</summary>
internal static class VersionTag
{
    public static string Format(long version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version:x}\"");

    public static long Read(string eTag) => long.Parse(eTag.AsSpan(3, eTag.Length - 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
