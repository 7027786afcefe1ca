using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

public class TableKeyTests
{
    [Theory]
    [InlineData("plain-key_1.2", "plain-key_1.2")]
    [InlineData("anthropic/claude", "anthropic~002Fclaude")]
    [InlineData("a|b", "a~007Cb")]
    [InlineData("a~002Fb", "a~007E002Fb")]
    [InlineData("tab\t", "tab~0009")]
    public void Only_what_a_key_cannot_hold_is_escaped(string text, string expected) => Assert.Equal(expected, TableKey.Escape(text));

    [Fact]
    public void Keys_are_ordered_by_partition_then_row_and_by_code_unit()
    {
        TableKey[] keys = [new("b", "a"), new("a", "b"), new("a", "B"), new("ab", ""), new("a", "")];

        Assert.Equal([new("a", ""), new("a", "B"), new("a", "b"), new("ab", ""), new("b", "a")], keys.Order());
    }
}
