using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>Pooled arrays, but for those above a megabyte: the pool would keep dozens of each size, and a burst of large requests would be paid for long after.</summary>
internal static class LeanPool<T>
    where T : unmanaged
{
    private static readonly int Longest = 1 << BitOperations.Log2((1 << 20) / (uint)Unsafe.SizeOf<T>());

    /// <summary>At least that long, and not cleared.</summary>
    public static T[] Rent(int length) => length <= Longest ? ArrayPool<T>.Shared.Rent(length) : GC.AllocateUninitializedArray<T>(length);

    public static void Return(T[] array)
    {
        if (array.Length <= Longest)
        {
            ArrayPool<T>.Shared.Return(array);
        }
    }
}
