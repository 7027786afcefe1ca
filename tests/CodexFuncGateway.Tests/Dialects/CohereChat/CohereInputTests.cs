using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.CohereChat.CohereFixture;

namespace CodexFuncGateway.Tests.Dialects.CohereChat;

public sealed class CohereInputTests
{
    private const string Called = """{"type":"function_call","call_id":"c1","name":"f","arguments":""},{"type":"function_call_output","call_id":"c1","output":""}""";

    [Fact]
    public void Leading_instructions_are_the_system_turn_and_later_ones_are_the_user_s()
    {
        Assert.Equal(
            ["""{"role":"system","content":"a\n\nb"}""", """{"role":"user","content":"c"}""", """{"role":"user","content":"d"}"""],
            Messages("""[{"role":"developer","content":"a"},{"role":"system","content":"b"},{"role":"user","content":"c"},{"role":"developer","content":"d"}]"""));
    }

    [Fact]
    public void What_is_said_beside_calls_goes_back_as_their_plan()
    {
        Assert.Equal(
            [
                """{"role":"assistant","tool_plan":"I shall look.","tool_calls":[{"id":"c1","function":{"name":"f","arguments":"{}"},"type":"function"}]}""",
                """{"role":"tool","content":"(no output)","tool_call_id":"c1"}""",
                """{"role":"assistant","content":"Done."}""",
            ],
            Messages($$"""[{"role":"assistant","content":"I shall look."},{{Called}},{"role":"assistant","content":"Done."}]"""));
    }

    [Fact]
    public void Thinking_goes_back_at_the_start_of_its_turn()
    {
        var messages = Messages($$"""[{"type":"reasoning","encrypted_content":"Hm."},{{Called}},{"type":"reasoning","encrypted_content":"So."},{"role":"assistant","content":"Done."}]""");

        Assert.StartsWith("""{"role":"assistant","content":[{"type":"thinking","thinking":"Hm."}],"tool_calls":""", messages[0], StringComparison.Ordinal);
        Assert.Equal("""{"role":"assistant","content":[{"type":"thinking","thinking":"So."},{"type":"text","text":"Done."}]}""", messages[2]);
    }

    [Theory]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":"half of"}]""")]
    [InlineData("""[{"role":"developer","content":"a"}]""")]
    [InlineData("""[{"role":"user","content":"  "}]""")]
    [InlineData("[]")]
    public void The_last_word_is_never_the_assistant_s_or_the_system_s(string input) =>
        Assert.Equal("""{"role":"user","content":"Continue."}""", Messages(input, new Capabilities { TrailingAssistant = false })[^1]);

    [Fact]
    public void Images_are_shown_to_who_can_see_and_named_to_who_cannot()
    {
        var input = """[{"role":"user","content":[{"type":"input_text","text":""},{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"original"}]}]""";

        Assert.Equal(
            """{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}]}""", Messages(input, new Capabilities { Images = true })[0]);
        Assert.Contains("which this model cannot see", Messages(input)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_a_tool_returned_follow_in_a_message_of_their_own()
    {
        var messages = Messages(
            """[{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":[{"type":"input_image","image_url":"https://example.org/u"}]}]""",
            new Capabilities { Images = true });

        Assert.Equal(["assistant", "tool", "user"], messages.Select(message => message.Split('"')[3]));
        Assert.Contains("\"url\":\"https://example.org/u\"", messages[2], StringComparison.Ordinal);
    }
}
