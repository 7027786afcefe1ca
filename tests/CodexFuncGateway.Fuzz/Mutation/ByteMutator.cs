namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Damages bytes without knowing what they are.</summary>
internal static class ByteMutator
{
    private static readonly byte[][] Pieces = [[0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF8], [0], [0xEF, 0xBB, 0xBF], .. new[] { "\r\n", "\n\n", "\\u0000", "\"", "{", "]", "data: ", ":" }.Select(System.Text.Encoding.UTF8.GetBytes)];

    public static byte[] Mutate(byte[] bytes, Chance chance)
    {
        if (bytes.Length == 0)
        {
            return chance.Of(Pieces);
        }

        var at = chance.Below(bytes.Length);
        var length = Math.Min(bytes.Length - at, 1 + chance.Below(64));
        return chance.Below(6) switch
        {
            0 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << chance.Below(8))), .. bytes[(at + 1)..]],
            1 => bytes[..at],
            2 => [.. bytes[..at], .. bytes[(at + length)..]],
            3 => [.. bytes[..(at + length)], .. bytes[at..]],
            4 => [.. bytes[..at], .. chance.Of(Pieces), .. bytes[at..]],
            _ => [.. bytes[..at], (byte)chance.Below(256), .. bytes[(at + 1)..]],
        };
    }
}
