using System.Buffers;
using System.Text;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class FreeformInputReaderTests
{
    [Theory]
    [InlineData("""{"input":"plain"}""", "plain")]
    [InlineData("""{"input":""}""", "")]
    [InlineData(""" { "input" : "a\nb\t\"c\" \\ \/" } """, "a\nb\t\"c\" \\ /")]
    [InlineData("""{"input":"caf\u00e9 \u20ac \ud83d\ude82 é🚂"}""", "café € 🚂 é🚂")]
    [InlineData("""{"patch":"named otherwise"}""", "named otherwise")]
    [InlineData("*** Begin Patch\n*** End Patch", "*** Begin Patch\n*** End Patch")]
    [InlineData("{ not json at all", "{ not json at all")]
    [InlineData("{\"input\":42}", "{\"input\":42}")]
    [InlineData("{", "{")]
    [InlineData("", "")]
    public void The_text_is_the_same_wherever_the_arguments_are_cut(string arguments, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(arguments);

        Assert.Equal(text, Read(bytes));
        Assert.Equal(text, Read([.. bytes.Select(one => new[] { one })]));
        Assert.All(Enumerable.Range(0, bytes.Length), cut => Assert.Equal(text, Read(bytes[..cut], bytes[cut..])));
    }

    [Theory]
    [InlineData("""{"input":"a\ud83d"}""", "a\uFFFD")]
    [InlineData("""{"input":"a\ude82b"}""", "a\uFFFDb")]
    [InlineData("""{"input":"a\ud83dxb"}""", "a\uFFFDxb")]
    [InlineData("""{"input":"a\ud83d\nb"}""", "a\uFFFD\nb")]
    [InlineData("""{"input":"\ud83d\ud83d\ude82"}""", "\uFFFD🚂")]
    [InlineData("""{"input":"\uzzzz"}""", "\uFFFD")]
    public void Half_a_character_becomes_a_replacement_and_spoils_nothing_around_it(string arguments, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(arguments);

        Assert.Equal(text, Read(bytes));
        Assert.Equal(text, Read([.. bytes.Select(one => new[] { one })]));
    }

    [Fact]
    public void Text_is_told_as_soon_as_it_is_certain()
    {
        var reader = new FreeformInputReader();
        var text = new ArrayBufferWriter<byte>();

        reader.Read("""{"input":"*** Begin"""u8, text);

        Assert.Equal("*** Begin", Encoding.UTF8.GetString(text.WrittenSpan));
    }

    [Fact]
    public void What_follows_the_value_is_not_text()
    {
        Assert.Equal("a", Read("""{"input":"a","note":"b"}"""u8.ToArray()));
    }

    private static string Read(params byte[][] pieces)
    {
        var reader = new FreeformInputReader();
        var text = new ArrayBufferWriter<byte>();
        foreach (var piece in pieces)
        {
            reader.Read(piece, text);
        }

        reader.Complete(text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
