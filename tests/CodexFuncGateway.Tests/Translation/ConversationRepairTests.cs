using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ConversationRepairTests
{
    [Fact]
    public void A_whole_conversation_stays_as_it_is()
    {
        Assert.Equal("user call:1 call:2 out:1 out:2 assistant user", Repair("user call:1 call:2 out:1 out:2 assistant user"));
    }

    [Theory]
    [InlineData("call:1 call:2 out:2 out:1", "call:1 call:2 out:1 out:2")]
    [InlineData("call:1 user out:1", "call:1 out:1 user")]
    [InlineData("call:1 user call:2 out:1 out:2", "call:1 out:1 user call:2 out:2")]
    public void Outputs_follow_their_calls_at_once_and_in_order(string given, string expected)
    {
        Assert.Equal(expected, Repair(given));
    }

    [Fact]
    public void What_the_assistant_says_beside_its_calls_stays_with_them()
    {
        Assert.Equal("reasoning assistant call:1 assistant out:1", Repair("reasoning assistant call:1 assistant out:1"));
    }

    [Theory]
    [InlineData("call:1 user", "call:1 unknown:1 user")]
    [InlineData("call:1", "call:1 unknown:1")]
    [InlineData("call:1 call:2 out:1", "call:1 call:2 out:1 unknown:2")]
    public void A_call_without_output_is_answered_honestly(string given, string expected)
    {
        Assert.Equal(expected, Repair(given));
    }

    [Theory]
    [InlineData("out:1 user", "user")]
    [InlineData("call:1 out:1 out:1", "call:1 out:1")]
    [InlineData("call:1 call:1 out:1", "call:1 out:1")]
    [InlineData("call:1 out:1 user call:1 out:1", "call:1 out:1 user")]
    public void Orphans_and_repetitions_are_left_out(string given, string expected)
    {
        Assert.Equal(expected, Repair(given));
    }

    [Fact]
    public void Repairing_twice_changes_nothing_more()
    {
        var once = Repair("call:1 user out:2 call:3 out:1 assistant").Replace("unknown", "out");

        Assert.Equal(once, Repair(once));
    }

    private static string Repair(string conversation) => string.Join(' ', ConversationRepair.Repair([.. conversation.Split(' ').Select(Item)]).Select(Describe));

    private static InputItem Item(string word) => word.Split(':') switch
    {
        ["call", var id] => new FunctionCallItem(default, id, new ToolName(null, "f"), "{}"),
        ["out", var id] => new ToolOutputItem(default, id, [new TextPart("given")], IsCustom: false),
        ["reasoning"] => new ReasoningItem(default, "sealed"),
        [var role] => new MessageItem(default, role, [new TextPart("said")]),
        _ => throw new ArgumentException(word),
    };

    private static string Describe(InputItem item) => item switch
    {
        FunctionCallItem call => $"call:{call.CallId}",
        ToolOutputItem { Output: [TextPart { Text: var text }] } output when text == "given" => $"out:{output.CallId}",
        ToolOutputItem output => $"unknown:{output.CallId}",
        MessageItem message => message.Role,
        _ => "reasoning",
    };
}
