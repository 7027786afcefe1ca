using System.Security.Cryptography;
using System.Text;

namespace CodexFuncGateway.Translation;

/// <summary>Short names for long ones, the same in every process and release.</summary>
internal static class StableHash
{
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string Hex(string text, int length) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..length];

    public static string Letters(string text, int length) =>
        string.Create(length, SHA256.HashData(Encoding.UTF8.GetBytes(text)), static (characters, hash) =>
        {
            for (var index = 0; index < characters.Length; index++)
            {
                characters[index] = Alphanumeric[hash[index] % Alphanumeric.Length];
            }
        });
}
