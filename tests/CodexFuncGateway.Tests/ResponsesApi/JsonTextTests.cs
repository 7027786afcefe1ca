using System.Text;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("""
        "plain"
        """)]
    [InlineData("""
        "\u0041 \/ \n\t\"x\" \ud83d\ude82"
        """)]
    public void A_text_is_written_as_the_client_wrote_it_and_reads_decoded(string json)
    {
        var text = InPlace(json);

        Assert.Equal(json, Written(text));
        Assert.Equal(JsonSerializer.Deserialize<string>(json), text.ToString());
        Assert.Equal(text, new JsonText(text.ToString()));
    }

    [Theory]
    [InlineData("\"\"", true, true)]
    [InlineData("\" \\n\\u0020\"", false, true)]
    [InlineData("\"\\u0041\"", false, false)]
    [InlineData("\"x\"", false, false)]
    [InlineData("\"ü\"", false, false)]
    public void It_knows_whether_it_says_anything(string json, bool isEmpty, bool isBlank)
    {
        Assert.Equal((isEmpty, isBlank), (InPlace(json).IsEmpty, InPlace(json).IsBlank));
        Assert.Equal((isEmpty, isBlank), (new JsonText(InPlace(json).ToString()).IsEmpty, new JsonText(InPlace(json).ToString()).IsBlank));
    }

    [Fact]
    public void Texts_in_their_places_are_joined_as_decoded_ones_are()
    {
        JsonText?[] texts = [null, InPlace("\"a\\tb\""), InPlace("\" \""), InPlace("\"\\ud83d\\ude82\"")];

        Assert.Equal("a\tb\n\n🚂", JsonText.Join("\n\n", texts)!.ToString());
        Assert.Equal("a\tb\n\n🚂\n\nown", JsonText.Join("\n\n", texts.Append(new JsonText("own")))!.ToString());
        Assert.Null(JsonText.Join("\n\n", [null, InPlace("\"\"")]));
    }

    private static JsonText InPlace(string json) => new(JsonView.Parse(json));

    private static string Written(JsonText text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            text.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
