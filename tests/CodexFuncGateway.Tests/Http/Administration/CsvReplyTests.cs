using CodexFuncGateway.Http.Administration.Costs;

namespace CodexFuncGateway.Tests.Http.Administration;

public sealed class CsvReplyTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum(a1)", "'@sum(a1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=HYPERLINK(\"http://x\",1)", "\"'=HYPERLINK(\"\"http://x\"\",1)\"")]
    [InlineData(-1L, "-1")]
    [InlineData(12345678901L, "12345678901")]
    public void Fields_are_quoted_where_they_must_and_texts_are_no_formulas(object? value, string expected) =>
        Assert.Equal(expected, CsvReply.Field(value));
}
