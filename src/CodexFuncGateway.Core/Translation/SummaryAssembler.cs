using System.Buffers;
using System.Text;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Translation;

/// <summary>Gathers the summary that a model was asked for out of its reply; its thoughts, and calls that it should not have made, are only counted.</summary>
internal sealed class SummaryAssembler : IReplyFilter
{
    private static readonly Failed NoSummary = new(new GatewayError(ErrorKind.UpstreamFailed, "The model was asked to summarise the conversation, and wrote no summary."));

    private readonly ArrayBufferWriter<byte> text = new(4096);
    private int thoughts;
    private bool hasEnded;

    public IEnumerable<ReplyPart> Accept(ReplyPart part)
    {
        switch (part)
        {
            case TextDelta delta:
                text.Write(delta.Text.Span);
                return [];
            case RefusalDelta { Text: var unwanted }:
                return Count(unwanted);
            case ReasoningDelta { Text: var unwanted }:
                return Count(unwanted);
            case ToolArgumentsDelta { Json: var unwanted }:
                return Count(unwanted);
            case Finished finished:
                return Finish(finished);
            case Failed:
                return [CountUntold(), part];
            default:
                return part is UsageReported ? [part] : [];
        }
    }

    public IEnumerable<ReplyPart> End() => [CountUntold()];

    /// <summary>What was produced and will not be told; nothing once the summary was.</summary>
    private Untold CountUntold() => new(hasEnded ? 0 : thoughts + text.WrittenCount);

    /// <summary>A summary that reached the output limit still is one, and without any the session could not go on.</summary>
    private ReplyPart[] Finish(Finished finished)
    {
        if (finished.Reason == FinishReason.ContentFilter || IsBlank(text.WrittenSpan))
        {
            return [CountUntold(), finished.Reason == FinishReason.ContentFilter ? finished : NoSummary];
        }

        hasEnded = true;
        return [new Untold(thoughts), new Summary(text.WrittenMemory), new Finished(FinishReason.Completed)];
    }

    private ReplyPart[] Count(ReadOnlyMemory<byte> unwanted)
    {
        thoughts += unwanted.Length;
        return [];
    }

    private static bool IsBlank(ReadOnlySpan<byte> utf8) => string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(utf8));
}
