using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CodexFuncGateway.Keys;

/// <summary>A virtual key as it is stored. This row alone decides which values are good; the rows that lead from a value's hash to it only point.</summary>
/// <param name="Key">What it may do.</param>
/// <param name="Hash">The keyed hash of its value.</param>
/// <param name="Hint">The first and last characters of the value, by which its owner tells it from others.</param>
internal sealed record StoredKey(VirtualKey Key, string Hash, string Hint)
{
    /// <summary>The hash of the value before the last rotation.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>Until when the value before is still good.</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string? CreatedBy { get; init; }

    /// <summary>The version that was read.</summary>
    public string? ETag { get; init; }

    /// <summary>Whether a value with this hash is one of the key's, now.</summary>
    public bool IsValue(string hash, DateTimeOffset now) => AreEqual(hash, Hash) || (AreEqual(hash, PreviousHash) && now < PreviousUntil);

    private static bool AreEqual(string hash, string? other) =>
        CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(hash.AsSpan()), MemoryMarshal.AsBytes(other.AsSpan()));
}
