using System.Buffers.Text;
using System.Security.Cryptography;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Seals bytes for a purpose, its tag, so that nobody can read or forge them and they open for that purpose only.
/// Layout, base64url: version, tag, nonce, authentication tag, ciphertext.
/// </summary>
internal sealed class TaggedSeal
{
    private const byte Version = 2;

    /// <summary>The version's first six bits, with which every sealed text begins.</summary>
    private const char FirstLetter = 'A';

    private const int TagLength = 16;
    private const int HeadLength = 1 + TagLength;
    private const int NonceLength = 12;
    private const int MacLength = 16;
    private const int LeastLength = HeadLength + NonceLength + MacLength;

    private readonly byte[] sealKey;
    private readonly byte[] nonceKey;

    /// <param name="key">At least 32 secret bytes, the same in every process that serves the same clients.</param>
    public TaggedSeal(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, ReasoningEnvelope.LeastKeyLength);
        sealKey = HMACSHA256.HashData(key, "codexfuncgateway/seal"u8);
        nonceKey = HMACSHA256.HashData(key, "codexfuncgateway/nonce"u8);
    }

    /// <summary>Equal payloads give equal texts.</summary>
    public string Seal(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> payload)
    {
        var whole = new byte[LeastLength + payload.Length];
        WriteHead(purpose, whole);
        var head = whole.AsSpan(0, HeadLength);
        var nonce = whole.AsSpan(HeadLength, NonceLength);
        DeriveNonce(head, payload, nonce);
        using var cipher = Cipher();
        cipher.Encrypt(nonce, payload, whole.AsSpan(LeastLength), whole.AsSpan(HeadLength + NonceLength, MacLength), head);
        return Base64Url.EncodeToString(whole);
    }

    /// <summary>What was sealed, or null where it was not sealed here, was damaged, or was sealed for another purpose.</summary>
    public byte[]? Open(ReadOnlySpan<byte> purpose, string text)
    {
        if (!text.StartsWith(FirstLetter))
        {
            return null; // another's, as it comes by the kilobyte from clients that spoke to an upstream directly
        }

        Span<byte> head = stackalloc byte[HeadLength];
        WriteHead(purpose, head);
        if (!TryDecode(text, out var whole) || whole.Length < LeastLength || !whole.AsSpan(0, HeadLength).SequenceEqual(head))
        {
            return null;
        }

        var payload = new byte[whole.Length - LeastLength];
        try
        {
            using var cipher = Cipher();
            cipher.Decrypt(whole.AsSpan(HeadLength, NonceLength), whole.AsSpan(LeastLength), whole.AsSpan(HeadLength + NonceLength, MacLength), payload, head);
            return payload;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>The purpose as its hash: it may name what is nobody's business, such as a private address.</summary>
    private static void WriteHead(ReadOnlySpan<byte> purpose, Span<byte> head)
    {
        head[0] = Version;
        SHA256.HashData(purpose).AsSpan(0, TagLength).CopyTo(head[1..]);
    }

    /// <summary>One per use: the class keeps state between calls and is not safe for several threads.</summary>
    private AesGcm Cipher() => new(sealKey, MacLength);

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written))
        {
            return false;
        }

        Array.Resize(ref bytes, written);
        return true;
    }

    /// <summary>The nonce follows from the content: it repeats only where everything repeats, which gives nothing away.</summary>
    private void DeriveNonce(ReadOnlySpan<byte> head, ReadOnlySpan<byte> payload, Span<byte> nonce)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, nonceKey);
        mac.AppendData(head);
        mac.AppendData(payload);
        mac.GetHashAndReset()[..NonceLength].CopyTo(nonce);
    }
}
