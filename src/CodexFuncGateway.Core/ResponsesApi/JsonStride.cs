using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Crosses the plain part of a JSON string, in blocks of 32 bytes. The framework's searches do the same, but most strings are too short for their calls to pay.</summary>
internal static class JsonStride
{
    private const byte FirstPrintable = 0x20;

    /// <summary>How many bytes go by before the string's end, an escape, or a control character, which must not stand in a string.</summary>
    public static int Measure(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        ref var first = ref MemoryMarshal.GetReference(rest);
        for (; at + Vector256<byte>.Count <= rest.Length; at += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)at);
            var stops = Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(block, Vector256.Create(FirstPrintable));
            if (stops != Vector256<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(stops.ExtractMostSignificantBits());
            }
        }

        while (at < rest.Length && rest[at] is >= FirstPrintable and not ((byte)'"' or (byte)'\\'))
        {
            at++;
        }

        return at;
    }
}
