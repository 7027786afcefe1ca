namespace CodexFuncGateway.Encodings.Zstandard;

/// <summary>The three offsets used last, which the small offset values stand for (RFC 8878, 3.1.1.5).</summary>
internal sealed class RecentOffsets
{
    private const int Count = 3;

    private uint first = 1;
    private uint second = 4;
    private uint third = 8;

    /// <summary>The offset that a value means; it becomes the most recent one.</summary>
    /// <param name="followsLiterals">Without literals before a match the first offset would make it part of the last match, so the values mean others.</param>
    public uint Resolve(uint value, bool followsLiterals)
    {
        if (value > Count)
        {
            return Push(value - Count);
        }

        return (value + (followsLiterals ? 0 : 1)) switch
        {
            1 => first,
            2 => Swap(),
            3 => Push(third),
            _ => Push(first - 1),
        };
    }

    private uint Swap()
    {
        (first, second) = (second, first);
        return first;
    }

    private uint Push(uint offset)
    {
        (first, second, third) = (offset, first, second);
        return offset != 0 ? offset : throw new InvalidDataException("a match has no offset.");
    }
}
