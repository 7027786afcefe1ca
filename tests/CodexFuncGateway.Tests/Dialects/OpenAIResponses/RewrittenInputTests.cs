using System.Text.Json;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

public sealed class RewrittenInputTests
{
    private const string Image = """{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"original"}""";

    private const string Reasoned = """{"type":"reasoning","encrypted_content":"sealed","summary":[]},{"role":"assistant","content":"x"}""";

    [Fact]
    public void Items_are_written_without_their_ids()
    {
        Assert.Equal(
            """[{"type":"message","role":"user","content":[{"type":"input_text","text":"a"}]},{"type":"message","role":"assistant","content":"b"},{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"ok"}]""",
            Map(
                """{"id":"msg_1","role":"user","content":"a"}""",
                """{"type":"message","id":"msg_2","role":"assistant","phase":"commentary","content":[{"type":"output_text","text":"b","annotations":[]}]}""",
                """{"type":"function_call","id":"fc_1","call_id":"c1","name":"f","arguments":"","status":"completed"}""",
                """{"type":"function_call_output","id":"fco_1","call_id":"c1","output":"ok"}"""));
    }

    [Fact]
    public void Developers_speak_in_the_role_the_upstream_knows()
    {
        Assert.Equal(
            """[{"type":"message","role":"system","content":[{"type":"input_text","text":"a"}]}]""",
            Map("""{"role":"developer","content":"a"}"""));
    }

    [Fact]
    public void Where_instructions_may_stand_once_the_first_are_joined_and_later_ones_are_the_users()
    {
        var mapped = ResponsesFixture.MapToJson(
            """{"model":"m","instructions":"0","input":[{"role":"developer","content":"1"},{"role":"system","content":"2"},{"role":"user","content":"3"},{"role":"developer","content":"4"}]}""",
            new Capabilities { SingleInstruction = true });

        Assert.Equal("0\n\n1\n\n2", mapped.GetProperty("instructions").GetString());
        Assert.Equal(["user", "user"], mapped.GetProperty("input").EnumerateArray().Select(item => item.GetProperty("role").GetString()));
    }

    [Fact]
    public void Reasoning_goes_back_as_it_came()
    {
        var item = """{"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"e","signature":"s","format":"x-v1"}""";

        Assert.StartsWith($"[{item},", MapOpened(Reasoned, item), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasoning_made_while_the_upstream_was_relayed_still_goes_back()
    {
        Assert.StartsWith("""[{"type":"reasoning","summary":[],"encrypted_content":"gAAA"},""", MapOpened(Reasoned, "gAAA"), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasoning_that_nothing_follows_is_left_out()
    {
        const string Alone = """{"type":"reasoning","encrypted_content":"sealed","summary":[]}""";

        Assert.Equal("[]", MapOpened(Alone, "gAAA"));
        Assert.DoesNotContain("gAAA", MapOpened(Alone + """,{"role":"user","content":"Go on."}""", "gAAA"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_thought_goes_back_with_its_call_and_output()
    {
        var mapped = ResponsesFixture.Map(
            ResponsesFixture.Opened(
                """{"model":"m","input":[{"type":"reasoning","encrypted_content":"sealed","summary":[]},{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"c1","output":"ok"}]}""",
                """{"call_id":"c1","thought_signature":"sig"}"""),
            ResponsesFixture.Route());

        Assert.Contains(
            """[{"type":"function_call","call_id":"c1","name":"f","arguments":"{}","thought_signature":"sig"},{"type":"function_call_output","call_id":"c1","output":"ok","thought_signature":"sig"}]""",
            mapped);
    }

    [Fact]
    public void Images_are_shown_to_models_that_see()
    {
        Assert.Equal(
            """[{"type":"message","role":"user","content":[{"type":"input_text","text":"a"},{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"auto"}]}]""",
            Map(new Capabilities { Images = true }, $$"""{"role":"user","content":[{"type":"input_text","text":"a"},{{Image}}]}"""));
    }

    [Fact]
    public void Images_are_replaced_by_a_word_for_models_that_do_not_see()
    {
        Assert.Equal(
            """[{"type":"message","role":"user","content":[{"type":"input_text","text":"[An image stood here, which this model cannot see.]"}]}]""",
            Map($$"""{"role":"user","content":[{{Image}}]}"""));
    }

    [Fact]
    public void Images_that_tools_return_follow_all_outputs_of_the_turn()
    {
        var items = Items(
            new Capabilities { Images = true },
            $$"""{"type":"function_call_output","call_id":"c1","output":[{"type":"input_text","text":"seen"},{{Image}}]}""",
            """{"type":"function_call_output","call_id":"c2","output":"ok"}""",
            """{"role":"user","content":"go on"}""");

        Assert.Equal(["function_call_output", "function_call_output", "message", "message"], items.Select(item => item.GetProperty("type").GetString()));
        Assert.Equal("seen\n[The image follows.]", items[0].GetProperty("output").GetString());
        Assert.Equal("input_image", items[2].GetProperty("content")[1].GetProperty("type").GetString());
    }

    [Fact]
    public void Images_stay_in_a_tools_output_where_the_upstream_takes_them_there()
    {
        var items = Items(
            new Capabilities { Images = true, ToolOutputImages = true }, $$"""{"type":"function_call_output","call_id":"c1","output":[{{Image}}]}""");

        Assert.Equal("input_image", Assert.Single(items).GetProperty("output")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void Content_of_an_unknown_type_is_the_upstreams_to_judge()
    {
        var file = """{"type":"input_file","filename":"a.pdf","file_data":"AA=="}""";

        Assert.Equal($$"""[{"type":"message","role":"user","content":[{{file}}]}]""", Map($$"""{"role":"user","content":[{{file}}]}"""));
    }

    [Fact]
    public void The_user_has_the_last_word_where_that_is_demanded()
    {
        var items = Items(new Capabilities { TrailingAssistant = false }, """{"role":"assistant","content":"cut"}""");

        Assert.Equal("user", items[^1].GetProperty("role").GetString());
    }

    private static string Map(params string[] items) => Map(new Capabilities(), items);

    private static string Map(Capabilities capabilities, params string[] items) => Input(capabilities, items).GetRawText();

    private static JsonElement[] Items(Capabilities capabilities, params string[] items) => [.. Input(capabilities, items).EnumerateArray()];

    private static JsonElement Input(Capabilities capabilities, string[] items) =>
        ResponsesFixture.MapToJson($$"""{"model":"m","input":[{{string.Join(',', items)}}]}""", capabilities).GetProperty("input");

    private static string MapOpened(string item, string payload) =>
        JsonElement.Parse(ResponsesFixture.Map(ResponsesFixture.Opened($$"""{"model":"m","input":[{{item}}]}""", payload), ResponsesFixture.Route()))
            .GetProperty("input").GetRawText();
}
