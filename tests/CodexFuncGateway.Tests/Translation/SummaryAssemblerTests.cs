using System.Text;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

/// <summary>What becomes of a reply to the request for a summary.</summary>
public sealed class SummaryAssemblerTests
{
    private static readonly Finished Completed = new(FinishReason.Completed);

    [Fact]
    public void Words_become_one_summary_and_all_else_is_only_counted()
    {
        var told = Assemble(new ReasoningDelta(Utf8("hm")), Text("It "), new ToolCallStarted(0, "c", "f"), new ToolArgumentsDelta(0, Utf8("{}")), Text("is."), Completed);

        Assert.Equal(["Untold 4", "Summary It is.", "Finished Completed"], told);
    }

    [Fact]
    public void A_summary_that_reached_the_output_limit_is_taken_as_it_is()
    {
        Assert.Equal(["Untold 0", "Summary It", "Finished Completed"], Assemble(Text("It"), new Finished(FinishReason.OutputLimit)));
    }

    [Fact]
    public void A_summary_that_a_filter_stopped_is_none()
    {
        Assert.Equal(["Untold 2", "Finished ContentFilter"], Assemble(Text("It"), new Finished(FinishReason.ContentFilter)));
    }

    [Fact]
    public void A_refusal_is_no_summary()
    {
        Assert.Equal(["Untold 2", "Failed UpstreamFailed"], Assemble(new RefusalDelta(Utf8("No")), Completed));
    }

    [Fact]
    public void Blanks_are_no_summary()
    {
        Assert.Equal(["Untold 2", "Failed UpstreamFailed"], Assemble(Text(" \n"), Completed));
    }

    [Fact]
    public void A_failure_is_passed_on_and_what_was_said_before_it_is_counted()
    {
        var overflow = new Failed(new GatewayError(ErrorKind.ContextLengthExceeded, "Full."));

        Assert.Equal(["Untold 5", "Failed ContextLengthExceeded"], Assemble(new ReasoningDelta(Utf8("hm,")), Text("It"), overflow));
    }

    [Fact]
    public void Nothing_is_counted_twice_after_the_end()
    {
        var summary = new SummaryAssembler();
        summary.Accept(Text("It is."));
        summary.Accept(Completed);

        Assert.Equal([new Untold(0)], summary.End());
    }

    private static List<string> Assemble(params ReplyPart[] parts)
    {
        var summary = new SummaryAssembler();
        return [.. parts.SelectMany(summary.Accept).Select(Describe)];
    }

    private static string Describe(ReplyPart part) => part switch
    {
        Untold untold => $"Untold {untold.Bytes}",
        Summary summary => $"Summary {Encoding.UTF8.GetString(summary.Text.Span)}",
        Finished finished => $"Finished {finished.Reason}",
        Failed failed => $"Failed {failed.Error.Kind}",
        _ => part.ToString(),
    };

    private static TextDelta Text(string text) => new(Utf8(text));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
