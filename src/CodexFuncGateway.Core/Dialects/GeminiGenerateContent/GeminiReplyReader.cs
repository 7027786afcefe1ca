using System.Text;
using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.GeminiGenerateContent.Wire;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Dialects.GeminiGenerateContent;

/// <summary>
/// Reads one reply, chunk by chunk. A proxy that lost <c>alt=sse</c> sends all chunks as one array, and one that does not stream a single
/// chunk; both are read alike.
/// </summary>
internal sealed class GeminiReplyReader(Route route)
{
    private readonly List<ReplyPart> parts = [];
    private readonly GeminiPartReader content = new();
    private readonly RepeatedDelta repeated = new(countsDiffer: true);
    private GeminiGrounding? grounding;
    private int searches;
    private bool isOver;

    /// <summary>What a chunk says. The list is reused by the next call.</summary>
    public IReadOnlyList<ReplyPart> Read(ReadOnlyMemory<byte> data)
    {
        parts.Clear();
        if (!isOver && repeated.TryRead(data, out var text))
        {
            ReadUsage(data.Span);
            content.ReadText(text, signature: null, parts);
            return parts;
        }

        Parse(data.Span);
        repeated.Learn(data.Span, IsSigned(data.Span) ? [] : parts is [UsageReported, _] ? [parts[1]] : parts);
        return parts;
    }

    /// <summary>A signature must be kept, and so read.</summary>
    private static bool IsSigned(ReadOnlySpan<byte> data) => data.IndexOf("\"thoughtSignature\""u8) >= 0;

    /// <summary>The running totals of a chunk that differs from the last one in them and in its text alone.</summary>
    private void ReadUsage(ReadOnlySpan<byte> data)
    {
        var name = "\"usageMetadata\":"u8;
        if (data.LastIndexOf(name) is >= 0 and var at)
        {
            ReadUsage(GeminiUsage.Read(data[(at + name.Length)..]));
        }
    }

    private void ReadUsage(GeminiUsageWire? counters)
    {
        if (counters is { } counted && GeminiUsage.Map(counted, searches) is { } usage)
        {
            parts.Add(usage);
        }
    }

    private void Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            if (data.TrimStart(" \r\n\t"u8) is [(byte)'[', ..])
            {
                Array.ForEach(JsonSerializer.Deserialize(data, GeminiJson.Default.GeminiChunkArray) ?? [], ReadChunk);
            }
            else
            {
                ReadChunk(JsonSerializer.Deserialize(data, GeminiJson.Default.GeminiChunk));
            }
        }
        catch (JsonException)
        {
            End(new Failed(new GatewayError(ErrorKind.UpstreamFailed, "The provider sent a chunk that is not valid JSON.")));
        }
    }

    private void ReadChunk(GeminiChunk? chunk)
    {
        if (chunk is null)
        {
            return;
        }

        // A chunk may repeat what an earlier one said of searches.
        searches = Math.Max(searches, chunk.Candidates is [{ GroundingMetadata: { } found }, ..] ? GeminiSources.Queries(found).Length : 0);
        ReadUsage(chunk.UsageMetadata);
        if (isOver)
        {
            return;
        }

        if (chunk.Error is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error)
        {
            End(new Failed(UpstreamErrors.Classify(UpstreamErrorBody.Read(error), route)));
        }
        else if (chunk.Candidates is [{ } candidate, ..])
        {
            ReadCandidate(candidate);
        }
        else if (chunk.PromptFeedback is { BlockReason: not null } feedback)
        {
            ReadRefusal(feedback);
        }
    }

    private void ReadCandidate(GeminiCandidate candidate)
    {
        foreach (var part in candidate.Content?.Parts ?? [])
        {
            if (part is not null)
            {
                content.Read(part, parts);
            }
        }

        grounding = candidate.GroundingMetadata ?? grounding;
        if (candidate.FinishReason is { } reason)
        {
            Finish(GeminiFinishReasons.Map(reason));
        }
    }

    private void ReadRefusal(GeminiPromptFeedback feedback)
    {
        var explanation = feedback.BlockReasonMessage is { Length: > 0 } given ? given : $"The provider let no answer to this prompt through ({feedback.BlockReason}).";
        parts.Add(new RefusalDelta(Encoding.UTF8.GetBytes(explanation)));
        End(new Finished(FinishReason.ContentFilter));
    }

    /// <summary>Sources are told while the text is open, and the search after it: before, nobody knew what it was for.</summary>
    private void Finish(ReplyPart end)
    {
        parts.AddRange(grounding is null ? [] : GeminiSources.MapCitations(grounding));
        content.End(isWhole: end is Finished { Reason: FinishReason.Completed }, parts);
        parts.AddRange(grounding is null ? [] : GeminiSources.MapSearch(grounding));
        End(end);
    }

    private void End(ReplyPart end)
    {
        parts.Add(end);
        isOver = true;
    }
}
