using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

public sealed class InputReaderTests
{
    [Fact]
    public void A_string_is_what_the_user_says()
    {
        var message = Assert.IsType<MessageItem>(Assert.Single(Read("\"hello\"")));

        Assert.Equal("user", message.Role);
        Assert.Equal([new TextPart("hello")], message.Content);
    }

    [Fact]
    public void A_message_needs_no_type_and_its_content_may_be_a_string()
    {
        var message = Assert.IsType<MessageItem>(Assert.Single(Read("""[{"role":"developer","content":"be brief"}]""")));

        Assert.True(message.IsInstruction);
        Assert.Equal([new TextPart("be brief")], message.Content);
    }

    [Fact]
    public void Content_of_every_kind_is_read_or_kept()
    {
        var message = Assert.IsType<MessageItem>(Assert.Single(Read("""
            [{"role":"user","content":[{"type":"input_text","text":"a"},{"type":"output_text","text":"b"},{"type":"refusal","refusal":"c"},
              {"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"high"},{"type":"input_image","file_id":"f"},{"type":"input_file","file_id":"g"}]}]
            """)));

        Assert.Equal([new TextPart("a"), new TextPart("b"), new TextPart("c"), new ImagePart("data:image/png;base64,AA==", "high")], message.Content.Take(4));
        Assert.Equal(["input_image", "input_file"], message.Content.Skip(4).Cast<UnknownPart>().Select(part => part.Type));
    }

    [Fact]
    public void Calls_and_their_outputs_are_read_with_namespace_and_images()
    {
        var items = Read("""
            [{"type":"function_call","call_id":"1","namespace":"n","name":"f","arguments":"{}","id":"fc_1","status":"completed"},
             {"type":"custom_tool_call","call_id":"2","name":"patch","input":"text"},
             {"type":"function_call_output","call_id":"1","output":[{"type":"input_image","image_url":"https://example.org/u"}]},
             {"type":"custom_tool_call_output","call_id":"2","output":"ok"}]
            """);

        Assert.Equal(new ToolName("n", "f"), Assert.IsType<FunctionCallItem>(items[0]).Tool);
        Assert.Equal("text", Assert.IsType<CustomToolCallItem>(items[1]).Input);
        Assert.IsType<ImagePart>(Assert.Single(Assert.IsType<ToolOutputItem>(items[2]).Output));
        Assert.True(Assert.IsType<ToolOutputItem>(items[3]).IsCustom);
    }

    [Theory]
    [InlineData("""{"type":"reasoning","summary":[],"encrypted_content":"e"}""", "e")]
    [InlineData("""{"type":"reasoning","summary":[],"encrypted_content":null}""", null)]
    [InlineData("""{"type":"reasoning","summary":[]}""", null)]
    public void Reasoning_keeps_its_opaque_state(string item, string? state)
    {
        Assert.Equal(state, Assert.IsType<ReasoningItem>(Assert.Single(Read($"[{item}]"))).EncryptedContent);
    }

    [Theory]
    [InlineData("computer_call")]
    [InlineData("web_search_call")]
    [InlineData("agent_message")]
    public void An_item_that_is_not_known_is_kept_as_it_is(string type)
    {
        var json = $$"""{"type":"{{type}}","anything":[1,{"a":null}]}""";

        var item = Assert.IsType<UnknownItem>(Assert.Single(Read($"[{json}]")));

        Assert.Equal(type, item.Type);
        Assert.Equal(json, item.Raw.GetRawText());
    }

    [Fact]
    public void A_pair_of_surrogates_is_a_character()
    {
        Assert.Equal([new TextPart("🚂")], Assert.IsType<MessageItem>(Assert.Single(Read("\"\\ud83d\\ude82\""))).Content);
    }

    private static IReadOnlyList<InputItem> Read(string input) => InputReader.Read(new JsonField(JsonView.Parse($$"""{"input":{{input}}}""")).Required("input"));
}
