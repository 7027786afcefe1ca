using System.Text.Json;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicInputTests
{
    [Fact]
    public void Instructions_that_come_first_are_the_system_prompt()
    {
        var body = Map(Request(Developer("Be terse."), Developer("Be kind."), User("Hi")) with { Instructions = "Be right." });

        Assert.Equal(["Be right.", "Be terse.", "Be kind."], Texts(body.GetProperty("system")));
        Assert.Equal("""user: text "Hi" """.Trim(), Assert.Single(Turns(body)));
    }

    [Fact]
    public void Later_instructions_are_marked_as_such_in_the_user_s_turn()
    {
        var body = Map(Request(User("Hi"), Assistant("Hello"), Developer("Mode changed."), User("Go on")));

        Assert.Equal(
            ["""user: text "Hi" """.Trim(), """assistant: text "Hello" """.Trim(), """user: text "<system>\nMode changed.\n</system>", text "Go on" """.Trim()],
            Turns(body));
    }

    [Fact]
    public void Results_of_parallel_calls_lead_the_next_user_turn_in_call_order()
    {
        var body = Map(Request(User("Go"), Assistant("Both at once."), Call("a"), Call("b"), Output("a", "1"), Output("b", "2"), User("And?")));

        Assert.Equal(
            ["""user: text "Go" """.Trim(), """assistant: text "Both at once.", tool_use a, tool_use b""", """user: tool_result a, tool_result b, text "And?" """.Trim()],
            Turns(body));
    }

    [Fact]
    public void Blank_text_is_left_out_and_a_turn_of_nothing_else_with_it()
    {
        var body = Map(Request(User("Hi"), User("  \n"), Assistant(""), User("There?")));

        Assert.Equal("""user: text "Hi", text "There?" """.Trim(), Assert.Single(Turns(body)));
    }

    [Fact]
    public void A_conversation_without_a_word_still_asks_for_one()
    {
        Assert.Equal("""user: text "Continue." """.Trim(), Assert.Single(Turns(Map(Request(Developer("Be terse."))))));
    }

    [Fact]
    public void A_conversation_whose_beginning_is_missing_begins_with_the_user()
    {
        Assert.StartsWith("user: text", Turns(Map(Request(Assistant("Done."), User("Thanks"))))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_conversation_that_ends_with_the_assistant_gets_a_user_turn_where_the_model_insists()
    {
        var turns = Turns(Map(Request(User("Count"), Assistant("1, 2")), Plain with { TrailingAssistant = false }));

        Assert.Equal("""user: text "Continue." """.Trim(), turns[^1]);
    }

    [Fact]
    public void A_beginning_of_an_answer_goes_out_without_trailing_white_space()
    {
        Assert.Equal("""assistant: text "1, 2" """.Trim(), Turns(Map(Request(User("Count"), Assistant("1, 2 \n"))))[^1]);
    }

    [Theory]
    [InlineData("""{"command":"ls"}""", """{"command":"ls"}""")]
    [InlineData("", "{}")]
    [InlineData("[1]", """{"arguments":"[1]"}""")]
    [InlineData("""{"cut":""", """{"arguments":"{\u0022cut\u0022:"}""")]
    public void The_input_of_a_call_is_always_an_object(string arguments, string expected)
    {
        var body = Map(Request(User("Go"), Call("a", arguments), Output("a", "1")));

        Assert.Equal(expected, body.GetProperty("messages")[1].GetProperty("content")[0].GetProperty("input").GetRawText());
    }

    [Fact]
    public void An_empty_output_says_so()
    {
        var result = Map(Request(User("Go"), Call("a"), Output("a", ""))).GetProperty("messages")[2].GetProperty("content")[0];

        Assert.Equal(["(no output)"], Texts(result.GetProperty("content")));
    }

    [Theory]
    [InlineData("data:image/png;base64,AAAA", """{"type":"base64","media_type":"image/png","data":"AAAA"}""")]
    [InlineData("data:image/jpg;base64,AAAA", """{"type":"base64","media_type":"image/jpeg","data":"AAAA"}""")]
    [InlineData("https://example.com/a.png", """{"type":"url","url":"https://example.com/a.png"}""")]
    public void Images_are_shown_in_messages_and_in_tool_results(string url, string expected)
    {
        ContentPart[] image = [new ImagePart(url, "original")];
        var body = Map(Request(new MessageItem(default, "user", image), Call("a"), new ToolOutputItem(default, "a", image, IsCustom: false)));

        var inMessage = body.GetProperty("messages")[0].GetProperty("content")[0];
        var inResult = body.GetProperty("messages")[2].GetProperty("content")[0].GetProperty("content")[0];
        Assert.Equal(expected, inMessage.GetProperty("source").GetRawText());
        Assert.Equal(expected, inResult.GetProperty("source").GetRawText());
    }

    [Theory]
    [InlineData("data:image/svg+xml;base64,AAAA", true)]
    [InlineData("file:///etc/passwd", true)]
    [InlineData("data:image/png;base64,AAAA", false)]
    public void An_image_that_cannot_be_shown_leaves_a_word(string url, bool images)
    {
        var body = Map(Request(new MessageItem(default, "user", [new ImagePart(url, null)])), Plain with { Images = images });

        Assert.Equal(["[An image stood here, which this model cannot see.]"], Texts(body.GetProperty("messages")[0].GetProperty("content")));
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
        var request = Request(Developer("Be terse."), User("Go"), Thought(), Call("a"), Output("a", "ä ✓")) with { Tools = [Tool("shell")] };
        var dialect = new CodexFuncGateway.Dialects.AnthropicMessages.AnthropicMessagesDialect();

        var first = dialect.MapRequest(request, Route(Adaptive, "medium"));
        var second = dialect.MapRequest(request, Route(Adaptive, "medium"));

        Assert.Equal("/messages", first.Path);
        Assert.True(first.Body.Span.SequenceEqual(second.Body.Span));
        Assert.True(first.Body.Span.IndexOf("ä ✓"u8) > 0);
    }

    private static string[] Texts(JsonElement blocks) => [.. blocks.EnumerateArray().Select(block => block.GetProperty("text").GetString()!)];

    private static string[] Turns(JsonElement body) => [.. body.GetProperty("messages").EnumerateArray().Select(
        turn => $"{turn.GetProperty("role")}: {string.Join(", ", turn.GetProperty("content").EnumerateArray().Select(Describe))}")];

    private static string Describe(JsonElement block) => block.GetProperty("type").GetString() switch
    {
        "text" => $"text {block.GetProperty("text").GetRawText()}",
        "tool_use" => $"tool_use {block.GetProperty("id")}",
        "tool_result" => $"tool_result {block.GetProperty("tool_use_id")}",
        var type => type!,
    };
}
