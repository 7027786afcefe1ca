using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.ChatCompletions.ChatFixture;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

public sealed class ChatInputTests
{
    private const string Called = """{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"ok"}""";
    private const string CalledAsMessages = """{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{}"},"type":"function"}]}""";
    private const string Answer = """{"role":"tool","content":"ok","tool_call_id":"c1"}""";

    [Fact]
    public void Leading_instructions_become_one_message_under_the_host_s_role()
    {
        var input = """[{"role":"developer","content":"a"},{"role":"system","content":"b"},{"role":"user","content":"c"}]""";

        Assert.Equal(["""{"role":"system","content":"a\n\nb"}""", """{"role":"user","content":"c"}"""], Messages(input));
        Assert.StartsWith("""{"role":"developer",""", Messages(input, new Capabilities { InstructionRole = "developer" })[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "system")]
    [InlineData(true, "user")]
    public void Later_instructions_keep_their_role_unless_the_host_takes_only_one(bool onlyOne, string role)
    {
        var messages = Messages("""[{"role":"user","content":"a"},{"role":"developer","content":"b"}]""", new Capabilities { SingleInstruction = onlyOne });

        Assert.Equal($$"""{"role":"{{role}}","content":"b"}""", messages[1]);
    }

    [Fact]
    public void An_assistant_s_run_of_text_and_calls_is_one_message()
    {
        var messages = Messages("""
            [{"role":"user","content":"a"},{"role":"assistant","content":"I shall look."},
             {"type":"function_call","call_id":"c1","name":"f","arguments":""},{"type":"custom_tool_call","call_id":"c2","name":"p","input":"x"},
             {"type":"function_call_output","call_id":"c1","output":"1"},{"type":"custom_tool_call_output","call_id":"c2","output":"2"}]
            """);

        Assert.Equal(4, messages.Length);
        Assert.Contains("\"content\":\"I shall look.\"", messages[1], StringComparison.Ordinal);
        Assert.Contains("\"name\":\"f\",\"arguments\":\"{}\"", messages[1], StringComparison.Ordinal);
        Assert.Contains("""{\"input\":\"x\"}""", messages[1], StringComparison.Ordinal);
        Assert.Equal("""{"role":"tool","content":"2","tool_call_id":"c2"}""", messages[3]);
    }

    [Fact]
    public void Mistral_s_assistant_speaks_between_tool_and_user()
    {
        Assert.Equal(
            [CalledAsMessages, Answer, """{"role":"assistant","content":"Noted."}""", """{"role":"user","content":"go on"}"""],
            Messages($$"""[{{Called}},{"role":"user","content":"go on"}]""", new Capabilities { UserAfterTool = false }));
    }

    [Fact]
    public void The_last_word_is_the_user_s_where_the_host_wants_that()
    {
        var input = """[{"role":"user","content":"a"},{"role":"assistant","content":"half of"}]""";

        Assert.Equal("""{"role":"assistant","content":"half of"}""", Messages(input)[^1]);
        Assert.Equal("""{"role":"user","content":"Continue."}""", Messages(input, new Capabilities { TrailingAssistant = false })[^1]);
    }

    [Theory]
    [InlineData(ReasoningReplay.None, """{"role":"assistant","content":"b"}""")]
    [InlineData(ReasoningReplay.Reasoning, """{"role":"assistant","content":"b","reasoning":"Hm."}""")]
    [InlineData(ReasoningReplay.ReasoningContent, """{"role":"assistant","content":"b","reasoning_content":"Hm."}""")]
    [InlineData(ReasoningReplay.ThinkTags, """{"role":"assistant","content":"<think>Hm.</think>b"}""")]
    [InlineData(ReasoningReplay.ThinkingChunk, """{"role":"assistant","content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]},{"type":"text","text":"b"}]}""")]
    public void Reasoning_goes_back_to_where_the_host_expects_it(ReasoningReplay replay, string expected)
    {
        var messages = Messages(
            """[{"role":"user","content":"a"},{"type":"reasoning","encrypted_content":"e"},{"role":"assistant","content":"b"}]""", new Capabilities { ReasoningReplay = replay }, payload: "Hm.");

        Assert.Equal(expected, messages[1]);
    }

    [Fact]
    public void Reasoning_details_go_back_verbatim()
    {
        var messages = Messages(
            """[{"type":"reasoning","encrypted_content":"e"},{"role":"assistant","content":"b"}]""",
            new Capabilities { ReasoningReplay = ReasoningReplay.ReasoningDetails },
            payload: """[{"text":"Hm.","index":0},{"signature":"s"}]""");

        Assert.Equal("""{"role":"assistant","content":"b","reasoning_details":[{"text":"Hm.","index":0},{"signature":"s"}]}""", messages[0]);
    }

    [Fact]
    public void Images_are_shown_to_who_can_see_and_named_to_who_cannot()
    {
        var input = """[{"role":"user","content":[{"type":"input_text","text":"a"},{"type":"input_image","image_url":"https://example.org/u","detail":"original"}]}]""";

        Assert.Equal("""{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://example.org/u"}}]}""", Messages(input, new Capabilities { Images = true })[0]);
        Assert.Contains("which this model cannot see", Messages(input)[0], StringComparison.Ordinal);
        Assert.DoesNotContain("image_url", Messages(input)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_a_tool_returned_follow_all_the_outputs()
    {
        var messages = Messages("""
            [{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call","call_id":"c2","name":"f","arguments":"{}"},
             {"type":"function_call_output","call_id":"c1","output":[{"type":"input_image","image_url":"https://example.org/u"}]},{"type":"function_call_output","call_id":"c2","output":"ok"},
             {"role":"user","content":"b"}]
            """, new Capabilities { Images = true });

        Assert.Equal(["assistant", "tool", "tool", "user", "user"], messages.Select(message => message.Split('"')[3]));
        Assert.Contains("\"url\":\"https://example.org/u\"", messages[3], StringComparison.Ordinal);
    }

    [Fact]
    public void Blank_messages_are_left_out()
    {
        Assert.Equal(["""{"role":"user","content":"a"}"""], Messages("""[{"role":"user","content":"a"},{"role":"user","content":"  "},{"role":"assistant","content":"\n"}]"""));
    }

    [Fact]
    public void Items_of_unknown_types_are_left_out()
    {
        Assert.Single(Messages("""[{"type":"compaction","summary":"s"},{"role":"user","content":"a"},{"type":"web_search_call","id":"w"}]"""));
    }
}
