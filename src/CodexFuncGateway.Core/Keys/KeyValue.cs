using System.Buffers.Text;
using System.Security.Cryptography;

namespace CodexFuncGateway.Keys;

/// <summary>The secret of a virtual key: shown once when it is made, and never stored.</summary>
internal static class KeyValue
{
    /// <summary>By which people and secret scanners recognise one.</summary>
    public const string Prefix = "gw-";

    private const int RandomBytes = 32;
    private const int ShownCharacters = 4;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static string Hint(string value) => $"{value[..(Prefix.Length + ShownCharacters)]}…{value[^ShownCharacters..]}";
}
