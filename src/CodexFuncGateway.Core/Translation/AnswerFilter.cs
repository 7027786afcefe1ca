using System.Buffers;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Holds an answer back until it is whole, takes it out of the words or the code fence that some models put around it, and sees whether it has the form that
/// was asked for; one that has not is a failed reply. What comes before a call is no answer yet, and neither is one that broke off.
/// </summary>
internal sealed class AnswerFilter(OutputFormat format) : IReplyFilter
{
    private readonly ArrayBufferWriter<byte> text = new(1024);
    private bool isNoAnswer;
    private Failed? misshapen;

    public IEnumerable<ReplyPart> Accept(ReplyPart part)
    {
        switch (part)
        {
            case TextDelta delta when !isNoAnswer:
                text.Write(delta.Text.Span);
                return [];
            case ToolCallStarted or RefusalDelta:
                isNoAnswer = true;
                return [.. Release(text.WrittenMemory), part];
            case Citation when !isNoAnswer:
                return []; // of places in a text that is not told as it came
            case Finished { Reason: FinishReason.Completed, IsPause: false } when !isNoAnswer:
                return Check(part);
            case Finished:
                return [.. Release(text.WrittenMemory), part];
            case Failed:
                return [CountUntold(), part];
            default:
                return [part];
        }
    }

    public IEnumerable<ReplyPart> End() => misshapen is null ? [CountUntold()] : [CountUntold(), misshapen];

    private Untold CountUntold() => new(text.WrittenCount);

    /// <summary>That an answer is none is told at the end, after its usage: it is paid for all the same.</summary>
    private IEnumerable<ReplyPart> Check(ReplyPart finished)
    {
        if (JsonAnswer.Candidates(text.WrittenMemory).FirstOrDefault(Fits) is { IsEmpty: false } answer)
        {
            return [.. Release(answer), finished];
        }

        misshapen = Misshapen();
        return [];
    }

    private IEnumerable<ReplyPart> Release(ReadOnlyMemory<byte> said)
    {
        text.ResetWrittenCount();
        return said.IsEmpty ? [] : [new TextDelta(said)];
    }

    private bool Fits(ReadOnlyMemory<byte> candidate)
    {
        try
        {
            using var document = JsonDocument.Parse(candidate);
            return format.Schema is { } schema ? new SchemaCheck(schema).Matches(document.RootElement) : document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Failed Misshapen() => new(new GatewayError(
        ErrorKind.UpstreamFailed,
        format.Schema is null ? "The model was asked for a JSON object, and answered with something else." : $"The model's answer does not follow the schema '{format.Name}' that was asked for."));
}
