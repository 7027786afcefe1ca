using System.Text;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class RepeatedDeltaTests
{
    private const string Learnt = """{"id":"1","choices":[{"delta":{"content":"one"},"finish_reason":null}]}""";

    [Theory]
    [InlineData("two", "two")]
    [InlineData("ü🚂 {}[]:,", "ü🚂 {}[]:,")]
    [InlineData("", null)]
    [InlineData("a\\nb", "a\nb")]
    [InlineData("\\\"quoted\\\" \\u00fc\\\\", "\"quoted\" ü\\")]
    [InlineData("a\\", null)]
    [InlineData("a\\x", null)]
    [InlineData("\\ud83d", null)]
    [InlineData("a\",\"tool_calls\":[],\"x\":\"b", null)]
    [InlineData("a\tb", null)]
    public void An_event_that_differs_in_its_text_alone_is_read_by_likeness(string text, string? expected) =>
        Assert.Equal(expected, Read(Taught(Learnt, "one"), Learnt.Replace("one", text, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"id":"2","choices":[{"delta":{"content":"two"},"finish_reason":null}]}""")]
    [InlineData("""{"id":"1","choices":[{"delta":{"content":"two"},"finish_reason":"stop"}]}""")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("")]
    public void Any_other_difference_is_left_to_the_reader(string json) => Assert.Null(Read(Taught(Learnt, "one"), json));

    [Theory]
    [InlineData("""{"id":"one","content":"one"}""")]
    [InlineData("""{"id":"one","content":"\u006fne"}""")]
    public void An_event_in_which_the_text_has_no_certain_place_teaches_nothing(string json) =>
        Assert.Null(Read(Taught(json, "one"), json.Replace("one", "two", StringComparison.Ordinal)));

    [Theory]
    [InlineData("two", "abcdef", "two")]
    [InlineData("two", "", "two")]
    [InlineData("two", "a\",\"x\":\"", null)]
    [InlineData("two", "a\\u0041", null)]
    public void Padding_may_differ(string text, string padding, string? expected)
    {
        var learnt = """{"delta":{"text":"one"},"p":"abc"}""";

        Assert.Equal(expected, Read(Taught(learnt, "one"), learnt.Replace("one", text, StringComparison.Ordinal).Replace("abc", padding, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"text":"two","usage":{"a":12,"b":[3]}}""", "two")]
    [InlineData("""{"text":"two","usage":{"a":129,"b":[40]}}""", "two")]
    [InlineData("""{"text":"two","usage":{"a":,"b":[3]}}""", null)]
    [InlineData("""{"text":"two","usage":{"a":12,"b":[3],"c":1}}""", null)]
    [InlineData("""{"text":"two","usage":{"a":12,"b":[3]},"finish":"stop"}""", null)]
    [InlineData("""{"text":"two","usage":{"a":12}}""", null)]
    public void Counts_may_differ_where_the_dialect_reads_them_itself(string json, string? expected)
    {
        var learnt = """{"text":"one","usage":{"a":12,"b":[3]}}""";

        Assert.Equal(expected, Read(Taught(learnt, "one", countsDiffer: true), json));
    }

    [Fact]
    public void Whatever_comes_between_the_pattern_stays()
    {
        var repeated = Taught(Learnt, "one");
        repeated.Learn("{}"u8, []);

        Assert.Equal("one", Read(repeated, Learnt));
    }

    [Fact]
    public void An_event_that_states_more_than_a_text_teaches_nothing()
    {
        var repeated = new RepeatedDelta();
        repeated.Learn(Encoding.UTF8.GetBytes(Learnt), [new TextDelta("one"u8.ToArray()), new ToolCallCompleted(0)]);

        Assert.Null(Read(repeated, Learnt));
    }

    private static RepeatedDelta Taught(string json, string text, bool countsDiffer = false)
    {
        var repeated = new RepeatedDelta(countsDiffer: countsDiffer);
        repeated.Learn(Encoding.UTF8.GetBytes(json), [new TextDelta(Encoding.UTF8.GetBytes(text))]);
        return repeated;
    }

    private static string? Read(RepeatedDelta repeated, string json) =>
        repeated.TryRead(Encoding.UTF8.GetBytes(json), out var text) ? Encoding.UTF8.GetString(text.Span) : null;
}
