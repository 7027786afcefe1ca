namespace CodexFuncGateway.Translation;

/// <summary>Where in an answer the JSON may be that was asked for.</summary>
internal static class JsonAnswer
{
    private static ReadOnlySpan<byte> Blank => " \t\r\n"u8;

    /// <summary>The answer as it is, then what lies between its first and its last bracket: a code fence and kind words stand outside of them.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Candidates(ReadOnlyMemory<byte> answer)
    {
        yield return Trim(answer);
        yield return Between(answer, (byte)'{', (byte)'}');
        yield return Between(answer, (byte)'[', (byte)']');
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> answer)
    {
        var start = answer.Span.IndexOfAnyExcept(Blank);
        return start < 0 ? default : answer[start..(answer.Span.LastIndexOfAnyExcept(Blank) + 1)];
    }

    private static ReadOnlyMemory<byte> Between(ReadOnlyMemory<byte> answer, byte opening, byte closing)
    {
        var (start, end) = (answer.Span.IndexOf(opening), answer.Span.LastIndexOf(closing));
        return start >= 0 && end > start ? answer[start..(end + 1)] : default;
    }
}
