using System.Text;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Carries through the client, in <c>encrypted_content</c>, what no client should read: an upstream's own state, such as signed thinking, bound to the
/// deployment that made it, to which alone it goes back; and the gateway's own summaries, which any upstream may be told.
/// </summary>
public sealed class ReasoningEnvelope
{
    public const int LeastKeyLength = 32;

    private readonly TaggedSeal[] seals;

    public ReasoningEnvelope(ReadOnlySpan<byte> key)
        : this([key.ToArray()])
    {
    }

    /// <param name="keys">At least 32 secret bytes each, the same in every process that serves the same clients. The first one seals; all open, so that a key can be
    /// replaced while sessions go on.</param>
    public ReasoningEnvelope(params ReadOnlySpan<byte[]> keys)
    {
        ArgumentOutOfRangeException.ThrowIfZero(keys.Length);
        seals = new TaggedSeal[keys.Length];
        for (var index = 0; index < keys.Length; index++)
        {
            seals[index] = new TaggedSeal(keys[index]);
        }
    }

    private static ReadOnlySpan<byte> Summaries => "summary"u8;

    /// <summary>Seals what the route's upstream wants back. Equal payloads give equal envelopes.</summary>
    public string Seal(Route route, ReadOnlySpan<byte> payload) => seals[0].Seal(Deployment(route), payload);

    /// <summary>What was sealed, or null where it was not sealed here, was damaged, or belongs to another deployment.</summary>
    public byte[]? Open(Route route, string encryptedContent) => Open(Deployment(route), encryptedContent);

    public string SealSummary(ReadOnlySpan<byte> summary) => seals[0].Seal(Summaries, summary);

    /// <summary>Null where it is no summary of this gateway's.</summary>
    public byte[]? OpenSummary(string encryptedContent) => Open(Summaries, encryptedContent);

    private byte[]? Open(ReadOnlySpan<byte> purpose, string text)
    {
        foreach (var seal in seals)
        {
            if (seal.Open(purpose, text) is { } payload)
            {
                return payload;
            }
        }

        return null;
    }

    /// <summary>With the address: the same model in another region or resource cannot read it.</summary>
    private static byte[] Deployment(Route route) => Encoding.UTF8.GetBytes($"{route.Dialect}|{route.Provider.Name}|{route.BaseUrl}|{route.UpstreamModel}");
}
