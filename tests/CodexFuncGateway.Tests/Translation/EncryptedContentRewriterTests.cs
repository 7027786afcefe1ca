using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class EncryptedContentRewriterTests
{
    [Fact]
    public void Only_the_content_changes_and_every_other_byte_stays()
    {
        var json = """{ "type":"x",  "item" : {"summary":[],"encrypted_content" :  "abc","id":"rs\u005f1"} , "n":1.50 }""";

        Assert.Equal(json.Replace("\"abc\"", "\"<abc>\""), Rewrite(json));
    }

    [Fact]
    public void Contents_at_every_depth_are_exchanged()
    {
        var json = """{"encrypted_content":"a","response":{"output":[{"encrypted_content":"b"},[{"encrypted_content":"c"}]]}}""";

        Assert.Equal("""{"encrypted_content":"<a>","response":{"output":[{"encrypted_content":"<b>"},[{"encrypted_content":"<c>"}]]}}""", Rewrite(json));
    }

    [Fact]
    public void Contents_that_are_not_strings_stay()
    {
        var json = """{"a":{"encrypted_content":null},"properties":{"encrypted_content":{"type":"string","encrypted_content":"x"}}}""";

        Assert.Equal(json.Replace("\"x\"", "\"<x>\""), Rewrite(json));
    }

    [Theory]
    [InlineData("""{"encrypted_content":"\ud83d"}""")]
    [InlineData("""{"encrypted_content\udc00":"x"}""")]
    public void Half_a_character_in_a_name_or_a_content_stays_where_it_is(string json) => Assert.Equal(json, Rewrite(json));

    [Fact]
    public void Escaped_names_and_contents_are_understood()
    {
        var json = """{"encrypted\u005fcontent":"a\"\u00e9\n"}""";

        var seen = "";
        var result = Rewrite(json, original =>
        {
            seen = original;
            return "ok";
        });

        Assert.Equal("a\"é\n", seen);
        Assert.Equal("""{"encrypted\u005fcontent":"ok"}""", result);
    }

    [Fact]
    public void What_is_put_in_place_is_escaped()
    {
        Assert.Equal("""{"encrypted_content":"a\"b\\é"}""", Rewrite("""{"encrypted_content":"x"}""", _ => "a\"b\\é"));
    }

    [Fact]
    public void A_text_that_looks_like_the_field_is_not_one()
    {
        var json = """{"delta":"\"encrypted_content\":\"x\"","name":"encrypted_content"}""";

        Assert.Equal(json, Rewrite(json));
    }

    [Fact]
    public void Json_that_breaks_off_is_refused()
    {
        Assert.ThrowsAny<JsonException>(() => Rewrite("""{"encrypted_content":"x","""));
    }

    [Theory]
    [InlineData("""{"encrypted_content":null}""", true)]
    [InlineData("""{"type":"response.output_text.delta","delta":"an encrypted_content"}""", false)]
    public void The_quick_look_finds_the_field(string json, bool expected)
    {
        Assert.Equal(expected, EncryptedContentRewriter.MayConcern(Encoding.UTF8.GetBytes(json)));
    }

    private static string Rewrite(string json) => Rewrite(json, original => $"<{original}>");

    private static string Rewrite(string json, Func<string, string> exchange)
    {
        var output = new ArrayBufferWriter<byte>();
        EncryptedContentRewriter.Write(Encoding.UTF8.GetBytes(json), original => exchange(Encoding.UTF8.GetString(original)), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
