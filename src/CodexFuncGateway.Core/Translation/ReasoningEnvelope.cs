using System.Text;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Carries through the client, in <c>encrypted_content</c>, what no client should read: an upstream's own state, such as signed thinking, bound to the
/// deployment that made it, to which alone it goes back; and the gateway's own summaries, which any upstream may be told.
/// </summary>
/// <param name="key">At least 32 secret bytes, the same in every process that serves the same clients.</param>
public sealed class ReasoningEnvelope(ReadOnlySpan<byte> key)
{
    private readonly TaggedSeal seal = new(key);

    private static ReadOnlySpan<byte> Summaries => "summary"u8;

    /// <summary>Seals what the route's upstream wants back. Equal payloads give equal envelopes.</summary>
    public string Seal(Route route, ReadOnlySpan<byte> payload) => seal.Seal(Deployment(route), payload);

    /// <summary>What was sealed, or null where it was not sealed here, was damaged, or belongs to another deployment.</summary>
    public byte[]? Open(Route route, string encryptedContent) => seal.Open(Deployment(route), encryptedContent);

    public string SealSummary(ReadOnlySpan<byte> summary) => seal.Seal(Summaries, summary);

    /// <summary>Null where it is no summary of this gateway's.</summary>
    public byte[]? OpenSummary(string encryptedContent) => seal.Open(Summaries, encryptedContent);

    /// <summary>With the address: the same model in another region or resource cannot read it.</summary>
    private static byte[] Deployment(Route route) => Encoding.UTF8.GetBytes($"{route.Dialect}|{route.Provider.Name}|{route.BaseUrl}|{route.UpstreamModel}");
}
