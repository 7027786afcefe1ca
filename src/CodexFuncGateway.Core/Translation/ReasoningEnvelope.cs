using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Carries an upstream's own state, such as signed thinking, through the client in <c>encrypted_content</c>: sealed, so that nobody can
/// forge it, and bound to dialect, provider and model, so that it only ever goes back to the upstream that made it.
/// Layout, base64url: version, length of the tag, tag, nonce, authentication tag, ciphertext.
/// </summary>
public sealed class ReasoningEnvelope
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int MacLength = 16;

    private readonly byte[] sealKey;
    private readonly byte[] nonceKey;

    /// <param name="key">At least 32 secret bytes, the same in every process that serves the same clients.</param>
    public ReasoningEnvelope(ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, 32);
        sealKey = HMACSHA256.HashData(key, "codexfuncgateway/seal"u8);
        nonceKey = HMACSHA256.HashData(key, "codexfuncgateway/nonce"u8);
    }

    /// <summary>Seals what the route's upstream wants back. Equal payloads give equal envelopes.</summary>
    public string Seal(Route route, ReadOnlySpan<byte> payload)
    {
        var tag = Tag(route);
        var head = 2 + tag.Length;
        var envelope = new byte[head + NonceLength + MacLength + payload.Length];
        envelope[0] = Version;
        envelope[1] = (byte)tag.Length;
        tag.CopyTo(envelope, 2);
        var nonce = envelope.AsSpan(head, NonceLength);
        DeriveNonce(envelope.AsSpan(0, head), payload, nonce);
        using var cipher = Cipher();
        cipher.Encrypt(nonce, payload, envelope.AsSpan(head + NonceLength + MacLength), envelope.AsSpan(head + NonceLength, MacLength), envelope.AsSpan(0, head));
        return Base64Url.EncodeToString(envelope);
    }

    /// <summary>What was sealed, or null where it was not sealed here, was damaged, or belongs to another upstream or model.</summary>
    public byte[]? Open(Route route, string encryptedContent)
    {
        var tag = Tag(route);
        var head = 2 + tag.Length;
        if (!TryDecode(encryptedContent, out var envelope)
            || envelope.Length < head + NonceLength + MacLength
            || envelope[0] != Version || envelope[1] != tag.Length || !envelope.AsSpan(2, tag.Length).SequenceEqual(tag))
        {
            return null;
        }

        var payload = new byte[envelope.Length - head - NonceLength - MacLength];
        try
        {
            using var cipher = Cipher();
            cipher.Decrypt(
                envelope.AsSpan(head, NonceLength), envelope.AsSpan(head + NonceLength + MacLength), envelope.AsSpan(head + NonceLength, MacLength),
                payload, envelope.AsSpan(0, head));
            return payload;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
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

    /// <summary>At most 255 bytes; longer names are told apart by their hash.</summary>
    private static byte[] Tag(Route route)
    {
        var tag = Encoding.UTF8.GetBytes($"{route.Dialect}|{route.Provider.Name}|{route.UpstreamModel}");
        return tag.Length <= byte.MaxValue ? tag : SHA256.HashData(tag);
    }
}
