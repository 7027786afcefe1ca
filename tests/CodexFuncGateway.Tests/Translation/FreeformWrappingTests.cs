using System.Text;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class FreeformWrappingTests
{
    [Theory]
    [InlineData("```\nx\n```", "x\n")]
    [InlineData("```diff\nx\ny\n```\n", "x\ny\n")]
    [InlineData("~~~\nx\n~~~", "x\n")]
    [InlineData("<<EOF\nx\nEOF\n", "x\n")]
    [InlineData("<<-'END'\nx\nEND", "x\n")]
    [InlineData("apply_patch <<\"P\"\nx\nP\n", "x\n")]
    public void What_stands_around_a_text_is_taken_off(string text, string proper) => AssertUnwrapped(text, proper);

    [Theory]
    [InlineData("*** Begin Patch\n+```\n*** End Patch\n")]
    [InlineData("plain")]
    [InlineData("a line that is so long that it cannot open anything at all, whatever may follow\n```")]
    [InlineData("``` is how a fence begins\nx")]
    [InlineData("const a = 1 << b;\nEOF")]
    [InlineData("")]
    [InlineData("\n\n")]
    public void What_only_looks_like_it_stays(string text) => AssertUnwrapped(text, text);

    [Theory]
    [InlineData("```\nx\n", "x\n")]
    [InlineData("```\n```\nx\n```\ny", "```\nx\n```\ny")]
    [InlineData("<<EOF\nEOF is a word\nx", "EOF is a word\nx")]
    public void An_end_that_is_none_is_text(string text, string proper) => AssertUnwrapped(text, proper);

    /// <summary>However it arrives: what was told once is never taken back.</summary>
    private static void AssertUnwrapped(string text, string proper)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var wrapping = new FreeformWrapping();
            var early = Encoding.UTF8.GetString(wrapping.Unwrap(bytes.AsSpan(0, cut), isWhole: false));

            Assert.StartsWith(early, proper, StringComparison.Ordinal);
            Assert.Equal(proper, Encoding.UTF8.GetString(wrapping.Unwrap(bytes, isWhole: true)));
        }
    }
}
