namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>The sequences of a block: so many literals, then so many bytes from so far back (RFC 8878, 3.1.1.3.2 and 3.1.1.4).</summary>
internal static class SequencesSection
{
    /// <summary>Adds a block's content: its literals, with the repetitions between them.</summary>
    public static void Execute(ref ByteReader source, scoped ReadOnlySpan<byte> literals, FrameState state)
    {
        var count = ReadCount(ref source);
        if (count > 0)
        {
            SequenceTables.Read(ref source, state);
            Execute(count, new BackwardBits(source.TakeRest()), ref literals, state);
        }

        if (!source.IsAtEnd)
        {
            throw new InvalidDataException("a block holds more than its sequences.");
        }

        state.Append(literals);
    }

    private static int ReadCount(ref ByteReader source) => (int)source.ReadByte() switch
    {
        255 => (int)source.ReadLittleEndian(2) + 0x7F00,
        >= 128 and var first => ((first - 128) << 8) + source.ReadByte(),
        var first => first,
    };

    private static void Execute(int count, BackwardBits bits, scoped ref ReadOnlySpan<byte> literals, FrameState state)
    {
        var literalLength = new FseState(state.LiteralLengths!, ref bits);
        var offset = new FseState(state.OffsetCodes!, ref bits);
        var matchLength = new FseState(state.MatchLengths!, ref bits);
        var left = state.LargestBlock - literals.Length;
        while (true)
        {
            var offsetValue = (1u << offset.Symbol) + bits.Read(offset.Symbol);
            var match = LengthCodes.Matches.Read(matchLength.Symbol, ref bits);
            var literal = LengthCodes.Literals.Read(literalLength.Symbol, ref bits);
            left -= match;
            ThrowUnlessFits(left, literal, literals.Length);
            state.Append(literals[..literal]);
            literals = literals[literal..];
            state.Repeat(state.Offsets.Resolve(offsetValue, literal > 0), match);
            if (--count == 0)
            {
                break;
            }

            literalLength.Update(ref bits);
            matchLength.Update(ref bits);
            offset.Update(ref bits);
        }

        bits.RequireEnd();
    }

    private static void ThrowUnlessFits(int left, int literal, int literals)
    {
        if (left < 0 || literal > literals)
        {
            throw new InvalidDataException("a block's sequences make more of it than there is.");
        }
    }
}
