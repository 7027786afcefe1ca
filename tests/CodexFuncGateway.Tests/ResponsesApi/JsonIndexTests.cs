using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

/// <summary>The framework's own document is the judge: what it takes is taken, what it refuses is refused, and both read the same.</summary>
public sealed class JsonIndexTests
{
    private const string Sample = """
        {"model":"a/b","n":[0,-0,1.5,-12.25e+3,1E9,123456789012],"t":[true,false,null],"empty":[{},[],""],
         "texts":["plain","tab\tline\n\"quoted\" back\\slash \/","\u00e4\ud83d\ude82","ü🚂"], "model":"last", "na\u006de" : {"deep":[[[{"x":1}]]]}}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("1e")]
    [InlineData("+1")]
    [InlineData("tru")]
    [InlineData("nul")]
    [InlineData("truex")]
    [InlineData("\"")]
    [InlineData("\"a\nb\"")]
    [InlineData("\"a\n\"")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u12")]
    [InlineData("[1,]")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("[1")]
    [InlineData("]")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{} {}")]
    [InlineData("// c\n1")]
    [InlineData("\uFEFF1")]
    [InlineData("\0")]
    [InlineData(" 1 ")]
    [InlineData("\t\r\n \"\\ud83d\"")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData(Sample)]
    public void A_text_is_taken_or_refused_as_the_framework_does(string json) => AssertAgrees(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Twenty_thousand_damaged_texts_are_judged_as_the_framework_judges_them()
    {
        var random = new Random(20261121);
        var original = Encoding.UTF8.GetBytes(Sample);
        var interesting = "{}[]\",:\\ \n\t0e-.u\0\x1f\u007f"u8.ToArray();
        for (var round = 0; round < 20_000; round++)
        {
            var damaged = original.ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(3))
                {
                    case 0:
                        damaged.RemoveRange(at, Math.Min(random.Next(1, 9), damaged.Count - at));
                        break;
                    case 1:
                        damaged.Insert(at, interesting[random.Next(interesting.Length)]);
                        break;
                    default:
                        damaged[at] = (byte)random.Next(256);
                        break;
                }
            }

            AssertAgrees([.. damaged]);
        }
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Nesting_has_a_limit(int levels, bool taken) =>
        Assert.Equal(taken, Takes(Encoding.UTF8.GetBytes(new string('[', levels) + new string(']', levels))));

    [Fact]
    public void A_complaint_names_line_and_byte()
    {
        var complaint = Assert.Throws<JsonException>(() => JsonIndex.Parse("{\"a\":1,\n  \"b\":?}"u8.ToArray()));

        Assert.Equal((1, 6), (complaint.LineNumber, complaint.BytePositionInLine));
    }

    [Fact]
    public void Of_two_members_of_one_name_the_last_counts_and_escaped_names_are_found()
    {
        var root = JsonView.Parse(Sample);

        Assert.True(root.TryGetProperty("model", out var model));
        Assert.Equal("last", model.GetString());
        Assert.True(root.TryGetProperty("name", out var named));
        Assert.Equal("""{"deep":[[[{"x":1}]]]}""", Encoding.UTF8.GetString(named.RawSpan));
        Assert.False(root.TryGetProperty("nam", out _));
    }

    [Fact]
    public void Nothing_is_read_from_an_index_that_has_been_given_back()
    {
        var index = JsonIndex.Parse("[1]"u8.ToArray());
        var root = index.Root;
        index.Dispose();

        Assert.Throws<ObjectDisposedException>(() => root.ValueKind);
    }

    private static void AssertAgrees(byte[] json)
    {
        var expected = Utf8.IsValid(json) ? Framework(json) : null;
        Assert.Equal(expected is not null, Takes(json));
        if (expected is { } element)
        {
            AssertSame(element, JsonView.Parse(json));
        }
    }

    private static bool Takes(byte[] json)
    {
        try
        {
            JsonIndex.Parse(json).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonElement? Framework(byte[] json)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void AssertSame(JsonElement expected, JsonView actual)
    {
        Assert.Equal(expected.ValueKind, actual.ValueKind);
        Assert.Equal(expected.GetRawText(), Encoding.UTF8.GetString(actual.RawSpan));
        switch (expected.ValueKind)
        {
            case JsonValueKind.Array:
                JsonView[] elements = [.. actual.EnumerateArray()];
                Assert.Equal(elements.Length, actual.GetArrayLength());
                Assert.All(expected.EnumerateArray().Zip(elements), pair => AssertSame(pair.First, pair.Second));
                break;
            case JsonValueKind.Object:
                JsonMember[] members = [.. actual.EnumerateObject()];
                Assert.Equal(expected.EnumerateObject().Count(), members.Length);
                Assert.All(expected.EnumerateObject().Zip(members), pair => AssertSame(pair.First.Value, pair.Second.Value));
                break;
            case JsonValueKind.String:
                Assert.Equal(Decoded(expected.GetString), Decoded(actual.GetString));
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.TryGetInt32(out var whole), actual.TryGetInt32(out var same));
                Assert.Equal(whole, same);
                Assert.Equal(expected.GetDouble(), actual.GetDouble());
                break;
        }
    }

    private static string? Decoded(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
