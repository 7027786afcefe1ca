using System.Text.Json;
using CodexFuncGateway.Dialects.AnthropicMessages.Wire;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Dialects.AnthropicMessages;

/// <summary>
/// Follows the answer's text, block by block. A block's sources are told with it, since they may come before the text that rests on them; what they were
/// is kept once the text has ended, for a client would take a text that is interrupted for two answers.
/// </summary>
internal sealed class AnthropicTextReader
{
    private readonly List<AnthropicTextCut> cuts = [];
    private readonly List<RawJson> citations = [];
    private int told;
    private int blockStart;

    public void Count(int bytes) => told += bytes;

    public void Cite(RawJson citation) => citations.Add(citation);

    /// <summary>The block is whole.</summary>
    public void Stop(List<ReplyPart> parts)
    {
        parts.AddRange(citations.Select(Read).OfType<Citation>());
        if (told > blockStart)
        {
            cuts.Add(new AnthropicTextCut(told - blockStart) { Citations = citations.Count > 0 ? [.. citations] : null });
        }

        citations.Clear();
        blockStart = told;
    }

    /// <summary>Something else follows.</summary>
    public void End(List<ReplyPart> parts)
    {
        if (cuts.Exists(cut => cut.Citations is not null))
        {
            parts.Add(new ReasoningSealed(JsonSerializer.SerializeToUtf8Bytes(new AnthropicTextCuts([.. cuts]), AnthropicJson.Default.AnthropicBlock)));
        }

        cuts.Clear();
    }

    /// <summary>Null for a source that is no page of the web.</summary>
    private Citation? Read(RawJson raw) => JsonSerializer.Deserialize(raw.Span, AnthropicJson.Default.AnthropicCitation) is { Url: { Length: > 0 } url } source
        ? new Citation(url, source.Title, new CitedPassage(blockStart, told, InBytes: true))
        : null;
}
