using System.Text;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

/// <summary>The upstream's own search: how it is offered, heard, and sent back.</summary>
public sealed class AnthropicSearchTests
{
    private const string Call = """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"ruby \"4\""}}""";
    private const string Result = """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","title":"Ä","url":"https://a.example","encrypted_content":"Eug/+=="}]}""";
    private const string Source = """{"type":"web_search_result_location","cited_text":"x","url":"https://a.example","title":"Ä","encrypted_index":"Eo8/=="}""";

    private static readonly WebSearchTool Search = new(default, "web_search");

    private static readonly Capabilities Searching = Plain with { WebSearch = "web_search_20250305", SearchBound = 3, SearchLocation = true };

    [Fact]
    public void A_search_is_the_last_of_the_tools_and_has_a_limit()
    {
        var tools = Map(Asking(Tool("shell"), Search), Searching).GetProperty("tools");

        Assert.Equal("shell", tools[0].GetProperty("name").GetString());
        Assert.Equal("""{"name":"web_search","type":"web_search_20250305","max_uses":3,"cache_control":{"type":"ephemeral"}}""", tools[1].GetRawText());
    }

    [Fact]
    public void What_limits_a_search_is_passed_on()
    {
        var search = Search with { AllowedDomains = ["a.example"], Location = new SearchLocation("Ulm", null, "DE", null) };

        var tool = Map(Asking(search), Searching).GetProperty("tools")[0];

        Assert.Equal("""["a.example"]""", tool.GetProperty("allowed_domains").GetRawText());
        Assert.Equal("""{"city":"Ulm","country":"DE","type":"approximate"}""", tool.GetProperty("user_location").GetRawText());
    }

    [Fact]
    public void A_search_alone_may_be_used() => Assert.False(Map(Asking(Search), Searching).TryGetProperty("tool_choice", out _));

    [Fact]
    public void A_tool_of_the_client_s_own_of_that_name_comes_first() => Assert.Equal(1, Map(Asking(Tool("web_search"), Search), Searching).GetProperty("tools").GetArrayLength());

    [Fact]
    public async Task A_search_and_its_sources_are_told_and_kept()
    {
        var parts = await ReadEventsAsync(
            Start(0, """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":""}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":"{\"query\": \"ru"}"""),
            Delta(0, """{"type":"input_json_delta","partial_json":"by\"}"}"""),
            Stop(0),
            Start(1, Result),
            Stop(1),
            Start(2, """{"citations":[],"type":"text","text":""}"""),
            Delta(2, $$"""{"type":"citations_delta","citation":{{Source}}}"""),
            Delta(2, """{"type":"text_delta","text":"Ä4"}"""),
            Delta(2, """{"type":"text_delta","text":".0"}"""),
            Stop(2),
            Start(3, """{"type":"text","text":""}"""),
            Delta(3, """{"type":"text_delta","text":", so"}"""),
            Stop(3),
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""",
            """{"type":"message_stop"}""");

        Assert.Equal(
            [
                "search srvtoolu_1 ruby", "searched srvtoolu_1",
                $$$"""sealed {"type":"kept_blocks","blocks":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query": "ruby"}},{{{Result}}}]}""",
                "text Ä4", "text .0", "cited https://a.example Ä 0-5", "text , so",
                $$"""sealed {"type":"text_cuts","cuts":[{"length":5,"citations":[{{Source}}]},{"length":4}]}""",
                "finished Completed",
            ],
            Describe(parts));
    }

    [Fact]
    public async Task A_reply_that_came_whole_says_the_same()
    {
        var parts = await ReadAsync(
            $$"""{"type":"message","content":[{{Call}},{{Result}},{"type":"text","text":"4","citations":[{{Source}}]}],"stop_reason":"end_turn"}""", "application/json");

        Assert.Equal(["search srvtoolu_1 ruby \"4\"", "searched srvtoolu_1"], Describe(parts)[..2]);
        Assert.Contains("cited https://a.example Ä 0-1", Describe(parts));
        Assert.Equal(2, parts.OfType<ReasoningSealed>().Count());
    }

    [Fact]
    public async Task A_search_that_failed_is_told_as_such()
    {
        var parts = await ReadEventsAsync(Start(0, Call), Stop(0), Start(1, """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":{"type":"web_search_tool_result_error","error_code":"unavailable"}}"""), Stop(1));

        Assert.Equal(["search srvtoolu_1 ruby \"4\"", "searched srvtoolu_1 in vain"], Describe(parts));
    }

    [Fact]
    public async Task A_turn_that_is_paused_says_that_it_goes_on()
    {
        var parts = await ReadEventsAsync("""{"type":"message_delta","delta":{"stop_reason":"pause_turn"}}""", """{"type":"message_stop"}""");

        Assert.True(Assert.IsType<Finished>(parts[^1]).IsPause);
    }

    [Fact]
    public void Blocks_and_sources_go_back_as_they_came()
    {
        var turn = MapTurn(Searching, [Search], Kept(Call, Result), Assistant("Ä4.0, so"), Cuts());

        Assert.Equal([Call, Result, $$"""{"type":"text","text":"Ä4.0","citations":[{{Source}}]}""", """{"type":"text","text":", so"}"""], turn);
    }

    [Fact]
    public void Blank_blocks_join_others_because_the_upstream_refuses_them()
    {
        var cuts = Sealed($$"""{"type":"text_cuts","cuts":[{"length":1},{"length":1,"citations":[{{Source}}]},{"length":2},{"length":1}]}""");

        var turn = MapTurn(Searching, [Search], Kept(Call, Result), Assistant("\na\n\nb"), cuts);

        Assert.Equal([$$"""{"type":"text","text":"\na\n\n","citations":[{{Source}}]}""", """{"type":"text","text":"b"}"""], turn[2..]);
    }

    [Fact]
    public void A_text_that_is_no_longer_the_same_has_no_sources() =>
        Assert.Equal([Call, Result, """{"type":"text","text":"Something else."}"""], MapTurn(Searching, [Search], Kept(Call, Result), Assistant("Something else."), Cuts()));

    [Fact]
    public void Without_the_tool_earlier_searches_are_left_out() =>
        Assert.Equal(["""{"type":"text","text":"Ä4.0, so"}"""], MapTurn(Plain, [], Kept(Call, Result), Assistant("Ä4.0, so"), Cuts()));

    [Fact]
    public void Halves_of_a_search_are_left_out()
    {
        Assert.Equal(["""{"type":"text","text":"So"}"""], MapTurn(Searching, [Search], Kept(Call), Assistant("So")));
        Assert.Equal(["""{"type":"text","text":"So"}"""], MapTurn(Searching, [Search], Kept(Result), Assistant("So")));
    }

    [Fact]
    public void A_search_waits_for_the_calls_beside_it()
    {
        var request = Request(User("Hi"), Kept(Call), AnthropicFixture.Call("toolu_1"), Output("toolu_1", "ok")) with { Tools = [Tool("shell"), Search] };

        Assert.Equal(["server_tool_use", "tool_use"], Map(request, Searching).GetProperty("messages")[1].GetProperty("content").EnumerateArray().Select(block => block.GetProperty("type").GetString()));
    }

    [Fact]
    public void A_paused_turn_goes_back_as_the_last_word()
    {
        var messages = Map(Request(User("Hi"), Kept(Call, Result)) with { Tools = [Search] }, Searching with { TrailingAssistant = false }).GetProperty("messages");

        Assert.Equal("assistant", messages[messages.GetArrayLength() - 1].GetProperty("role").GetString());
    }

    private static ResponsesRequest Asking(params ToolDefinition[] tools) => Request(User("Hi")) with { Tools = tools };

    private static string[] MapTurn(Capabilities capabilities, ToolDefinition[] tools, params InputItem[] said)
    {
        var request = Request([User("Hi"), .. said, User("And now?")]) with { Tools = tools };
        return [.. Map(request, capabilities).GetProperty("messages")[1].GetProperty("content").EnumerateArray().Select(block => block.GetRawText())];
    }

    private static ReasoningItem Kept(params string[] blocks) => Sealed($$"""{"type":"kept_blocks","blocks":[{{string.Join(',', blocks)}}]}""");

    private static ReasoningItem Cuts() => Sealed($$"""{"type":"text_cuts","cuts":[{"length":5,"citations":[{{Source}}]},{"length":4}]}""");

    private static ReasoningItem Sealed(string payload) => new(default, "sealed") { Payload = Encoding.UTF8.GetBytes(payload) };

    private static string Start(int index, string block) => $$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}}}""";

    private static string Delta(int index, string delta) => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}""";

    private static string Stop(int index) => $$"""{"type":"content_block_stop","index":{{index}}}""";
}
