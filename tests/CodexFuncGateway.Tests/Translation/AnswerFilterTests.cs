using System.Text;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class AnswerFilterTests
{
    private const string Good = """{"a":1}""";

    private static readonly OutputFormat Shaped =
        new("shaped", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false}"""), true);

    private static readonly Finished Done = new(FinishReason.Completed);

    [Theory]
    [InlineData(Good)]
    [InlineData(" \n" + Good + "\n")]
    [InlineData("```json\n" + Good + "\n```")]
    [InlineData("Here is the JSON you asked for:\n\n```\n" + Good + "\n```\nAnything else?")]
    [InlineData("Sure! " + Good)]
    public void A_good_answer_is_told_without_what_stands_around_it(string answer) =>
        Assert.Equal([$"TextDelta {Good}", "Finished"], Filter(Shaped, [.. Cut(answer), Done]));

    [Theory]
    [InlineData("")]
    [InlineData("I cannot say.")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":\"1\"}")]
    [InlineData("{\"a\":1,\"b\":2}")]
    [InlineData("{\"a\":1} and {\"a\":2}")]
    public void Any_other_answer_is_a_failed_reply_and_its_tokens_are_counted(string answer) =>
        Assert.Equal([.. answer.Length > 0 ? [$"Untold {answer.Length}"] : (string[])[], "Failed The model's answer does not follow the schema 'shaped' that was asked for."], Filter(Shaped, [.. Cut(answer), Done]));

    [Theory]
    [InlineData("""{"whatever":[1]}""", true)]
    [InlineData("""[1]""", false)]
    public void Without_a_schema_any_object_will_do(string answer, bool isGood) =>
        Assert.Equal(isGood, Filter(new OutputFormat("output", null, null), [.. Cut(answer), Done])[0] == $"TextDelta {answer}");

    [Fact]
    public void An_answer_with_a_list_at_its_root_is_found_too() =>
        Assert.Equal("TextDelta [1,2]", Filter(new OutputFormat("list", JsonElement.Parse("""{"type":"array"}"""), true), [.. Cut("The list: [1,2]."), Done])[0]);

    [Fact]
    public void What_is_said_before_a_call_is_no_answer() =>
        Assert.Equal(
            ["TextDelta I shall look.", "ToolCallStarted", "TextDelta And", "Finished"],
            Filter(Shaped, [.. Cut("I shall look."), new ToolCallStarted(0, "c", "look"), Said("And"), Done]));

    [Fact]
    public void A_refusal_is_no_answer() =>
        Assert.Equal(["TextDelta Hm", "RefusalDelta", "Finished"], Filter(Shaped, [Said("Hm"), new RefusalDelta(default), Done]));

    [Fact]
    public void An_answer_that_ran_into_the_limit_is_told_as_far_as_it_came() =>
        Assert.Equal(["TextDelta {\"a\":", "Finished"], Filter(Shaped, [.. Cut("{\"a\":"), new Finished(FinishReason.OutputLimit)]));

    [Fact]
    public void A_failed_reply_stays_one() =>
        Assert.Equal(["Untold 3", "Failed Overloaded.", "Untold 3"], Filter(Shaped, [Said("abc"), new Failed(new GatewayError(ErrorKind.UpstreamOverloaded, "Overloaded."))]));

    [Fact]
    public void Thoughts_and_usage_are_told_at_once() =>
        Assert.Equal(["ReasoningDelta", "UsageReported", "Untold 1"], Filter(Shaped, [new ReasoningDelta(default), Said("x"), new UsageReported(new TokenUsage())]));

    private static TextDelta Said(string text) => new(Encoding.UTF8.GetBytes(text));

    private static IEnumerable<ReplyPart> Cut(string text) => text.Chunk(3).Select(piece => Said(new string(piece)));

    private static string[] Filter(OutputFormat format, IEnumerable<ReplyPart> parts)
    {
        var filter = new AnswerFilter(format);
        ReplyPart[] before = [.. parts.SelectMany(filter.Accept)];
        return [.. before.Concat(filter.End()).Select(Tell).Where(told => told != "Untold 0")];
    }

    private static string Tell(ReplyPart part) => part switch
    {
        TextDelta text => $"TextDelta {Encoding.UTF8.GetString(text.Text.Span)}",
        Untold untold => $"Untold {untold.Bytes}",
        Failed failed => $"Failed {failed.Error.Message}",
        _ => part.GetType().Name,
    };
}
