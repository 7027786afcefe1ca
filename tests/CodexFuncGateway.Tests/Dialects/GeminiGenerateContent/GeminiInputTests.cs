using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

public sealed class GeminiInputTests
{
    [Fact]
    public void Instructions_that_come_first_are_the_system_instruction()
    {
        var body = Map(Request(Developer("Be terse."), Developer("Be kind."), User("Hi")) with { Instructions = "Be right." });

        var system = body.GetProperty("systemInstruction");
        Assert.Equal(["Be right.", "Be terse.", "Be kind."], system.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("text").GetString()));
        Assert.False(system.TryGetProperty("role", out _));
        Assert.Equal(["user: text \"Hi\""], Turns(body));
    }

    [Fact]
    public void Later_instructions_are_marked_as_such_in_the_user_s_turn()
    {
        var body = Map(Request(User("Hi"), Assistant("Hello"), Developer("Mode changed."), User("Go on")));

        Assert.Equal(["user: text \"Hi\"", "model: text \"Hello\"", "user: text \"<system>\\nMode changed.\\n</system>\", text \"Go on\""], Turns(body));
    }

    [Fact]
    public void Outputs_of_parallel_calls_lead_the_next_user_turn_in_call_order()
    {
        var body = Map(Request(User("Go"), Assistant("Both at once."), Call("a"), Call("b"), Output("a", "1"), Output("b", "2"), User("And?")));

        Assert.Equal(["user: text \"Go\"", "model: text \"Both at once.\", call a, call b", "user: response a, response b, text \"And?\""], Turns(body));
    }

    [Fact]
    public void A_response_names_its_function_and_holds_an_object()
    {
        var response = Map(Request(User("Go"), Call("a"), Output("a", "line\n\"2\""))).GetProperty("contents")[2].GetProperty("parts")[0];

        Assert.Equal("""{"id":"a","name":"shell","response":{"output":"line\n\"2\""}}""", response.GetProperty("functionResponse").GetRawText());
    }

    [Fact]
    public void Ids_are_left_out_where_calls_are_told_apart_by_their_order()
    {
        var body = Map(Request(User("Go"), Call("a"), Call("b"), Output("a", "1"), Output("b", "2")), Plain with { ToolCallIds = ToolCallIdForm.None });

        Assert.Equal(["user: text \"Go\"", "model: call -, call -", "user: response -, response -"], Turns(body));
    }

    [Fact]
    public void Blank_text_is_left_out_and_neighbouring_turns_of_one_side_are_joined()
    {
        var body = Map(Request(User("Hi"), User("  \n"), Assistant(""), User("There?")));

        Assert.Equal(["user: text \"Hi\", text \"There?\""], Turns(body));
    }

    [Fact]
    public void A_conversation_without_a_word_still_asks_for_one() => Assert.Equal(["user: text \"Continue.\""], Turns(Map(Request(Developer("Be terse.")))));

    [Fact]
    public void A_conversation_whose_beginning_is_missing_begins_with_the_user() =>
        Assert.StartsWith("user: text", Turns(Map(Request(Call("a"), Output("a", "1"))))[0], StringComparison.Ordinal);

    [Theory]
    [InlineData(false, "user: text \"Continue.\"")]
    [InlineData(true, "model: text \"1, 2\"")]
    public void A_conversation_that_ends_with_the_model_gets_a_user_turn_where_the_model_insists(bool mayEnd, string last) =>
        Assert.Equal(last, Turns(Map(Request(User("Count"), Assistant("1, 2")), Plain with { TrailingAssistant = mayEnd }))[^1]);

    [Theory]
    [InlineData("""{"command": "ls"}""", """{"command": "ls"}""")]
    [InlineData("", "{}")]
    [InlineData("[1]", """{"arguments":"[1]"}""")]
    public void The_arguments_of_a_call_are_always_an_object_and_keep_their_bytes(string arguments, string expected)
    {
        var body = Map(Request(User("Go"), Call("a", arguments), Output("a", "1")));

        Assert.Equal(expected, body.GetProperty("contents")[1].GetProperty("parts")[0].GetProperty("functionCall").GetProperty("args").GetRawText());
    }

    [Theory]
    [InlineData("data:image/png;base64,AAAA", """{"inlineData":{"mimeType":"image/png","data":"AAAA"}}""")]
    [InlineData("data:image/JPG;base64,AAAA", """{"inlineData":{"mimeType":"image/jpeg","data":"AAAA"}}""")]
    [InlineData("https://example.com/a.webp?x=1", """{"fileData":{"mimeType":"image/webp","fileUri":"https://example.com/a.webp?x=1"}}""")]
    [InlineData("https://example.com/picture", """{"fileData":{"mimeType":"image/jpeg","fileUri":"https://example.com/picture"}}""")]
    public void Images_are_shown_in_the_user_s_words(string url, string expected)
    {
        var body = Map(Request(new MessageItem(default, "user", [new ImagePart(url, "original")])));

        Assert.Equal(expected, body.GetProperty("contents")[0].GetProperty("parts")[0].GetRawText());
    }

    [Theory]
    [InlineData("data:image/gif;base64,AAAA", true)]
    [InlineData("data:image/svg+xml;utf8,<svg/>", true)]
    [InlineData("file:///etc/passwd", true)]
    [InlineData("data:image/png;base64,AAAA", false)]
    public void An_image_that_cannot_be_shown_leaves_a_word(string url, bool images)
    {
        var body = Map(Request(new MessageItem(default, "user", [new ImagePart(url, null)])), Plain with { Images = images });

        Assert.Equal(["user: text \"[An image stood here, which this model cannot see.]\""], Turns(body));
    }

    [Fact]
    public void Images_that_a_tool_returned_stand_in_the_response_for_models_that_look_there()
    {
        var parts = Map(Seen(), Signed).GetProperty("contents")[2].GetProperty("parts");

        Assert.Equal(1, parts.GetArrayLength());
        Assert.Equal("""{"output":"Look:"}""", parts[0].GetProperty("functionResponse").GetProperty("response").GetRawText());
        Assert.Equal("""[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]""", parts[0].GetProperty("functionResponse").GetProperty("parts").GetRawText());
    }

    [Fact]
    public void Images_that_a_tool_returned_follow_all_responses_for_other_models()
    {
        var body = Map(Seen(Call("b"), Output("b", "2")), Plain);

        Assert.Equal("user: response a, response b, text \"The images that the tools returned:\", inlineData", Turns(body)[2]);
    }

    [Fact]
    public void An_image_that_a_tool_returned_and_nobody_can_see_leaves_a_word() =>
        Assert.Contains("which this model cannot see", Map(Seen(), Plain with { Images = false }).GetProperty("contents")[2].GetRawText(), StringComparison.Ordinal);

    [Fact]
    public void Of_several_images_each_is_shown_and_none_is_lost()
    {
        ImagePart[] images = [new("data:image/png;base64,AAAA", null), new("data:image/gif;base64,BBBB", null), new("data:image/png;base64,AAAA", null), new("https://example.com/c.png", null)];

        var body = Map(Request(User("Go"), Call("a"), new ToolOutputItem(default, "a", images, IsCustom: false)), Signed);

        var response = body.GetProperty("contents")[2].GetProperty("parts")[0].GetProperty("functionResponse");
        Assert.Equal(2, response.GetProperty("parts").GetArrayLength());
        Assert.Contains("cannot see", response.GetProperty("response").GetProperty("output").GetString(), StringComparison.Ordinal);
        Assert.Equal("user: response a, text \"The images that the tools returned:\", fileData", Turns(body)[2]);
    }

    [Fact]
    public void Content_and_items_of_unknown_types_do_no_harm()
    {
        var body = Map(Request(new UnknownItem(default, "web_search_call"), new MessageItem(default, "user", [new UnknownPart("input_file", default)])));

        Assert.Contains("input_file", Assert.Single(Turns(body)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_request_maps_to_the_same_bytes()
    {
        var request = Request(Developer("Be terse."), User("Go"), CallSignature("c2ln"), Call("a"), Output("a", "ä ✓")) with { Tools = [Tool("shell")] };

        var (first, second) = (MapRequest(request, Signed), MapRequest(request, Signed));

        Assert.Equal("/models/gemini-test-1:streamGenerateContent?alt=sse", first.Path);
        Assert.True(first.Body.Span.SequenceEqual(second.Body.Span));
        Assert.True(first.Body.Span.IndexOf("ä ✓"u8) > 0);
    }

    /// <summary>A tool that returned a word and an image, and what else its turn held.</summary>
    private static ResponsesRequest Seen(params InputItem[] others)
    {
        var output = new ToolOutputItem(default, "a", [new TextPart("Look:"), new ImagePart("data:image/png;base64,AAAA", null)], IsCustom: false);
        return Request([User("Go"), Call("a"), .. others.OfType<FunctionCallItem>(), output, .. others.OfType<ToolOutputItem>()]);
    }
}
