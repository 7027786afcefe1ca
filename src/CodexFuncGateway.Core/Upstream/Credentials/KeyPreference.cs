using System.Security.Cryptography;
using System.Text;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>Which of a provider's several keys a request should be given.</summary>
/// <param name="Session">What shares a key: each account has a prompt cache of its own, so a session stays with one.</param>
/// <param name="Key">The key that a reply was asked for with; what goes on from that reply is another account's business to nobody.</param>
public sealed record KeyPreference(string Session, string? Key = null)
{
    /// <summary>
    /// How much this session is drawn to a key. The one with the highest rank takes it: by weight over all sessions, the same for a session in every
    /// process, and unmoved by keys that come, go or rest (weighted rendezvous hashing).
    /// </summary>
    public double Rank(string part, int weight)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{part}|{Session}"), hash);
        var chance = (BitConverter.ToUInt64(hash) + 1.0) / (ulong.MaxValue + 2.0);
        return -weight / Math.Log(chance);
    }
}
