namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>The three tables that a block's sequences are read by: the usual ones, a block's own, or those of the block before (RFC 8878, 3.1.1.3.2.1).</summary>
internal static class SequenceTables
{
    private const int LengthAccuracy = 9;
    private const int OffsetAccuracy = 8;

    public static void Read(ref ByteReader source, FrameState state)
    {
        var modes = source.ReadByte();
        if ((modes & 3) != 0)
        {
            throw new InvalidDataException("a block sets reserved bits.");
        }

        state.LiteralLengths = Read(modes >> 6, ref source, state.LiteralLengths, LengthCodes.UsualLiterals, LengthAccuracy, LengthCodes.Literals.Largest);
        state.OffsetCodes = Read((modes >> 4) & 3, ref source, state.OffsetCodes, LengthCodes.UsualOffsets, OffsetAccuracy, LengthCodes.LargestOffsetCode);
        state.MatchLengths = Read((modes >> 2) & 3, ref source, state.MatchLengths, LengthCodes.UsualMatches, LengthAccuracy, LengthCodes.Matches.Largest);
    }

    private static FseTable Read(int mode, ref ByteReader source, FseTable? last, FseTable usual, int accuracy, int largestCode) => mode switch
    {
        0 => usual,
        1 => FseTable.Of(Checked(source.ReadByte(), largestCode)),
        2 => FseTable.Read(ref source, accuracy, largestCode + 1),
        _ => last ?? throw new InvalidDataException("a block uses a table that no block before it has."),
    };

    private static byte Checked(byte code, int largest) => code <= largest ? code : throw new InvalidDataException("a block uses a code that does not exist.");
}
