using System.Text.Json;
using CodexFuncGateway.Dialects.BedrockConverse;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseInputTests
{
    private const string Pixel = "data:image/png;base64,AAAA";

    [Fact]
    public void Instructions_that_come_first_are_the_system_prompt()
    {
        var body = Map(Request(Developer("Be terse."), User("Hi")) with { Instructions = "Be right." });

        Assert.Equal("""[{"text":"Be right."},{"text":"Be terse."}]""", body.GetProperty("system").GetRawText());
        Assert.Equal(["""user: text "Hi" """.Trim()], Turns(body));
    }

    [Fact]
    public void Later_instructions_are_marked_as_such_in_the_user_s_turn() => Assert.Equal(
        ["""user: text "Hi" """.Trim(), """assistant: text "Hello" """.Trim(), """user: text "<system>\nMode changed.\n</system>", text "Go on" """.Trim()],
        Turns(Map(Request(User("Hi"), Assistant("Hello"), Developer("Mode changed."), User("Go on")))));

    [Fact]
    public void Results_of_parallel_calls_lead_the_next_user_turn_in_call_order() => Assert.Equal(
        ["""user: text "Go" """.Trim(), """assistant: text "Both at once.", toolUse a, toolUse b""", """user: toolResult a, toolResult b, text "And?" """.Trim()],
        Turns(Map(Request(User("Go"), Assistant("Both at once."), Call("a"), Call("b"), Output("a", "1"), Output("b", "2"), User("And?")))));

    [Fact]
    public void Results_stand_alone_where_the_model_wants_them_so() => Assert.Equal(
        ["""user: text "Go" """.Trim(), "assistant: toolUse a", "user: toolResult a", """assistant: text "Noted." """.Trim(), """user: text "And?", text "Well?" """.Trim()],
        Turns(Map(Request(User("Go"), Call("a"), Output("a", "1"), User("And?"), User("Well?")), Plain with { UserAfterTool = false })));

    [Fact]
    public void Blank_text_is_left_out_and_a_turn_of_nothing_else_with_it() =>
        Assert.Equal(["""user: text "Hi", text "There?" """.Trim()], Turns(Map(Request(User("Hi"), User("  \n"), Assistant(""), User("There?")))));

    [Fact]
    public void A_conversation_without_a_word_still_asks_for_one() =>
        Assert.Equal(["""user: text "Continue." """.Trim()], Turns(Map(Request(Developer("Be terse.")))));

    [Fact]
    public void The_user_has_the_first_word_and_the_last()
    {
        var turns = Turns(Map(Request(Assistant("Done."), User("Thanks"), Assistant("1, 2"))));

        Assert.Equal(4, turns.Length - 1);
        Assert.StartsWith("user: text", turns[0], StringComparison.Ordinal);
        Assert.Equal("""user: text "Continue." """.Trim(), turns[^1]);
    }

    [Theory]
    [InlineData("""{"command":"ls"}""", """{"command":"ls"}""")]
    [InlineData("", "{}")]
    [InlineData("[1]", """{"arguments":"[1]"}""")]
    public void The_input_of_a_call_is_always_an_object(string arguments, string expected) => Assert.Equal(
        $$$$"""{"toolUse":{"toolUseId":"a","name":"shell","input":{{{{expected}}}}}}""",
        Block(Map(Request(User("Go"), Call("a", arguments), Output("a", "1"))), 1, 0).GetRawText());

    [Fact]
    public void An_empty_output_says_so() => Assert.Equal(
        """{"toolResult":{"toolUseId":"a","content":[{"text":"(no output)"}]}}""",
        Block(Map(Request(User("Go"), Call("a"), Output("a", " "))), 2, 0).GetRawText());

    [Theory]
    [InlineData(Pixel, "png")]
    [InlineData("data:image/jpg;base64,AAAA", "jpeg")]
    [InlineData("data:image/webp;charset=x;base64,AAAA", "webp")]
    public void Images_are_shown_as_bytes(string url, string format) => Assert.Equal(
        $$$$"""{"image":{"format":"{{{{format}}}}","source":{"bytes":"AAAA"}}}""",
        Block(Map(Request(new MessageItem(default, "user", [new ImagePart(url, "original")]))), 0, 0).GetRawText());

    [Theory]
    [InlineData("data:image/svg+xml;base64,AAAA", true)]
    [InlineData("https://example.com/a.png", true)]
    [InlineData(Pixel, false)]
    public void An_image_that_cannot_be_shown_leaves_a_word(string url, bool images) => Assert.Equal(
        """{"text":"[An image stood here, which this model cannot see.]"}""",
        Block(Map(Request(new MessageItem(default, "user", [new ImagePart(url, null)])), Plain with { Images = images }), 0, 0).GetRawText());

    [Fact]
    public void A_result_holds_its_images_where_the_model_takes_them_there() => Assert.Equal(
        """{"toolResult":{"toolUseId":"a","content":[{"text":"Look:"},{"image":{"format":"png","source":{"bytes":"AAAA"}}}]}}""",
        Block(Map(ImageFromTool(), Plain with { ToolOutputImages = true }), 2, 0).GetRawText());

    [Fact]
    public void Otherwise_the_images_of_all_results_follow_them()
    {
        var body = Map(ImageFromTool());

        Assert.Equal("""user: toolResult a, toolResult b, text "The images that the tools returned:", image, text "And?" """.Trim(), Turns(body)[2]);
        Assert.Contains("cannot see", Block(body, 2, 0).GetRawText());
    }

    [Fact]
    public void Images_too_stand_apart_from_results_that_want_to_be_alone() => Assert.Equal(
        ["user: toolResult a, toolResult b", """assistant: text "Noted." """.Trim(), """user: text "The images that the tools returned:", image, text "And?" """.Trim()],
        Turns(Map(ImageFromTool(), Plain with { UserAfterTool = false }))[2..]);

    [Fact]
    public void Content_and_items_of_unknown_types_do_no_harm()
    {
        var body = Map(Request(new UnknownItem(default, "web_search_call"), new MessageItem(default, "user", [new UnknownPart("input_file", default)])));

        Assert.Contains("input_file", Assert.Single(Turns(body)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_request_maps_to_the_same_bytes_and_to_a_path_with_the_model_in_it()
    {
        var request = Request(Developer("Be terse."), User("Go"), Thought(), Call("a"), Output("a", "ä ✓")) with { Tools = [Tool("shell")] };
        var dialect = new BedrockConverseDialect();

        var first = dialect.MapRequest(request, Route(Adaptive, "medium"));
        var second = dialect.MapRequest(request, Route(Adaptive, "medium"));

        Assert.Equal("/model/us.maker.model-v1%3A0/converse-stream", first.Path);
        Assert.True(first.Body.Span.SequenceEqual(second.Body.Span));
        Assert.True(first.Body.Span.IndexOf("ä ✓"u8) > 0);
    }

    [Fact]
    public void A_model_may_be_named_by_an_ARN() => Assert.Equal(
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Aapplication-inference-profile%2Fabc/converse-stream",
        new BedrockConverseDialect()
            .MapRequest(Request(User("Hi")), Route(upstreamId: "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc")).Path);

    private static ResponsesRequest ImageFromTool() =>
        Request(User("Go"), Call("a"), Call("b"), Output("a", new TextPart("Look:"), new ImagePart(Pixel, null)), Output("b", "2"), User("And?"));

    private static JsonElement Block(JsonElement body, int turn, int block) => body.GetProperty("messages")[turn].GetProperty("content")[block];
}
