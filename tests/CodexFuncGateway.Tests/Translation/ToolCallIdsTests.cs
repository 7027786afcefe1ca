using CodexFuncGateway.Catalog;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ToolCallIdsTests
{
    [Theory]
    [InlineData("abcDEF123", ToolCallIdForm.Mistral9)]
    [InlineData("toolu_01-x", ToolCallIdForm.Word)]
    [InlineData("functions.shell:0", ToolCallIdForm.Any)]
    public void An_acceptable_id_stays(string id, ToolCallIdForm form)
    {
        Assert.Equal(id, ToolCallIds.For(id, form));
    }

    [Theory]
    [InlineData("call_123", ToolCallIdForm.Mistral9, "^[A-Za-z0-9]{9}$")]
    [InlineData("abcDEF12_", ToolCallIdForm.Mistral9, "^[A-Za-z0-9]{9}$")]
    [InlineData("functions.shell:0", ToolCallIdForm.Word, "^[A-Za-z0-9_-]{1,64}$")]
    [InlineData("", ToolCallIdForm.Word, "^[A-Za-z0-9_-]{1,64}$")]
    [InlineData("", ToolCallIdForm.Any, "^.{1,64}$")]
    [InlineData("a-very-long-id-a-very-long-id-a-very-long-id-a-very-long-id-a-very-long-id", ToolCallIdForm.Word, "^[A-Za-z0-9_-]{1,64}$")]
    [InlineData("a-very-long-id-a-very-long-id-a-very-long-id-a-very-long-id-a-very-long-id", ToolCallIdForm.Any, "^.{1,64}$")]
    public void Another_gets_always_the_same_substitute(string id, ToolCallIdForm form, string pattern)
    {
        var substitute = ToolCallIds.For(id, form);

        Assert.NotEqual(id, substitute);
        Assert.Matches(pattern, substitute);
        Assert.Equal(substitute, ToolCallIds.For(id, form));
    }

    [Fact]
    public void A_substitute_needs_no_substitute()
    {
        var substitute = ToolCallIds.For("call_from_elsewhere", ToolCallIdForm.Mistral9);

        Assert.Equal(substitute, ToolCallIds.For(substitute, ToolCallIdForm.Mistral9));
    }
}
