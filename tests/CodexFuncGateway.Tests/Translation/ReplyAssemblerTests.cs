using System.Buffers;
using System.Text;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

/// <summary>Parts in, events out; what the laws prove of recorded replies is shown here of parts that no recording holds.</summary>
public sealed class ReplyAssemblerTests
{
    private static readonly Finished Completed = new(FinishReason.Completed);

    [Fact]
    public void After_its_end_nothing_of_a_reply_is_told_but_its_usage()
    {
        var usage = new TokenUsage { FreshInputTokens = 7, OutputTokens = 2 };

        var folded = Assemble(Text("a"), Completed, Text("b"), new ToolCallStarted(0, "c", "f"), new Failed(new GatewayError(ErrorKind.UpstreamFailed, "late")), new UsageReported(usage));

        Assert.Equal("response.completed", folded.End);
        Assert.Equal("a", Assert.Single(folded.Items).Told);
        Assert.Equal(9, folded.Response.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public void Text_between_calls_makes_items_of_its_own_and_calls_may_overlap()
    {
        var folded = Assemble(
            Text("a"), new ToolCallStarted(5, "c5", "f"), new ToolCallStarted(9, "c9", "g"),
            Arguments(5, "{\"x\""), Arguments(9, "{"), Arguments(5, ":1}"), Arguments(9, "}"), Text("b"), Completed);

        Assert.Equal(["message a", "function_call {\"x\":1}", "function_call {}", "message b"], folded.Items.Select(item => $"{item.Type} {item.Told}"));
    }

    [Fact]
    public void A_call_without_id_and_arguments_gets_both()
    {
        var folded = Assemble(new ToolCallStarted(0, "", "f"), Completed);

        var call = Assert.Single(folded.Items).Done!.Value;
        Assert.StartsWith("call_", call.GetProperty("call_id").GetString(), StringComparison.Ordinal);
        Assert.Equal("{}", call.GetProperty("arguments").GetString());
    }

    [Theory]
    [InlineData(FinishReason.OutputLimit, "max_output_tokens")]
    [InlineData(FinishReason.ContentFilter, "content_filter")]
    public void A_reply_that_was_stopped_is_incomplete_and_leaves_its_open_call_out(FinishReason reason, string told)
    {
        var folded = Assemble(Text("a"), new ToolCallStarted(0, "c", "f"), Arguments(0, "{\"cut"), new Finished(reason));

        Assert.Equal("response.incomplete", folded.End);
        Assert.Equal(told, folded.Response.GetProperty("incomplete_details").GetProperty("reason").GetString());
        Assert.Equal("message", Assert.Single(folded.Response.GetProperty("output").EnumerateArray()).GetProperty("type").GetString());
        Assert.Null(folded.Items[1].Done);
    }

    [Fact]
    public void A_call_that_was_completed_before_the_limit_stays()
    {
        var folded = Assemble(
            new ToolCallStarted(0, "c", "f"), Arguments(0, "{}"), new ToolCallCompleted(0), new ToolCallStarted(1, "d", "f"), new Finished(FinishReason.OutputLimit));

        Assert.Equal("c", Assert.Single(folded.Response.GetProperty("output").EnumerateArray()).GetProperty("call_id").GetString());
    }

    [Fact]
    public void Searches_may_overlap_and_those_without_an_end_end_with_the_reply()
    {
        var folded = Assemble(new SearchStarted("a", ["one"]), new SearchStarted("b", []), new SearchEnded("b", HasFailed: true), new SearchEnded("unknown"), Text("so"), Completed);

        Assert.Equal(["web_search_call completed", "web_search_call failed", "message completed"], folded.Items.Select(item => $"{item.Type} {item.Done!.Value.GetProperty("status").GetString()}"));
        Assert.Equal("""{"type":"search","query":"one","queries":["one"]}""", folded.Items[0].Done!.Value.GetProperty("action").GetRawText());
    }

    [Fact]
    public void A_search_that_was_cut_off_is_left_out()
    {
        var folded = Assemble(new SearchStarted("a", ["one"]), new Finished(FinishReason.OutputLimit));

        Assert.Empty(folded.Response.GetProperty("output").EnumerateArray());
    }

    [Theory]
    [InlineData(true, 3, 8, 2, 4)] // "Ä" has two bytes and "🚀" four
    [InlineData(false, 2, 4, 2, 4)]
    [InlineData(true, 3, 999, 2, 4)]
    [InlineData(true, -7, 2, 0, 1)]
    public void A_source_stands_at_the_characters_that_rest_on_it(bool inBytes, int start, int end, int expectedStart, int expectedEnd)
    {
        var folded = Assemble(Text("Äb🚀c"), new Citation("https://a.example", null, new CitedPassage(start, end, inBytes)), Completed);

        Assert.Equal(
            $$"""[{"type":"url_citation","url":"https://a.example","title":"https://a.example","start_index":{{expectedStart}},"end_index":{{expectedEnd}}}]""",
            folded.Items[0].Done!.Value.GetProperty("content")[0].GetProperty("annotations").GetRawText());
    }

    [Theory]
    [InlineData(true, 6, 7)]
    [InlineData(false, 4, 5)]
    public void A_place_in_the_answer_is_one_in_its_message(bool inBytes, int start, int end)
    {
        var folded = Assemble(Text("Ä🚀"), new SearchStarted("a", []), Text("bcd"), new Citation("https://a.example", "A", new CitedPassage(start + (inBytes ? 1 : -1), end + (inBytes ? 1 : -1), inBytes)), Completed);

        var annotation = folded.Items[2].Done!.Value.GetProperty("content")[0].GetProperty("annotations")[0];
        Assert.Equal((1, 2), (annotation.GetProperty("start_index").GetInt32(), annotation.GetProperty("end_index").GetInt32()));
    }

    [Fact]
    public void A_source_without_a_text_has_no_place() => Assert.Empty(Assemble(new Citation("https://a.example", "A"), Completed).Items);

    [Fact]
    public void A_pause_is_complete_but_not_the_end_of_the_turn()
    {
        Assert.False(Assemble(Text("a"), Completed with { IsPause = true }).Response.GetProperty("end_turn").GetBoolean());
        Assert.False(Assemble(Text("a"), Completed).Response.TryGetProperty("end_turn", out _));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void Of_several_calls_only_the_first_is_told_to_a_client_that_wants_one_at_a_time(bool oneCallOnly, int calls)
    {
        var origin = new ReplyOrigin(Route, null, Replay.Envelope) { OneCallOnly = oneCallOnly };

        var folded = Assemble(
            """{"model":"m","input":"x"}""", origin,
            new ToolCallStarted(0, "c", "f"), new ToolCallStarted(1, "d", "f"), Arguments(0, "{\"a\":1}"), Arguments(1, "{}"), new ToolCallCompleted(0), new ToolCallCompleted(1), Text("a"), Completed);

        Assert.Equal(calls + 1, folded.Items.Count);
        Assert.Equal("{\"a\":1}", folded.Items[0].Told);
    }

    [Fact]
    public void A_refusal_is_told_as_text_because_Codex_shows_no_other()
    {
        Assert.Equal("I will not.", Assert.Single(Assemble(new RefusalDelta("I will not."u8.ToArray()), Completed).Items).Told);
    }

    [Fact]
    public void Reasoning_that_is_sealed_without_a_summary_is_an_item_with_its_state()
    {
        var folded = Assemble(new ReasoningSealed("state"u8.ToArray()), Text("a"), Completed);

        var reasoning = folded.Items[0].Done!.Value;
        Assert.Empty(reasoning.GetProperty("summary").EnumerateArray());
        Assert.Equal("state"u8.ToArray(), Replay.Envelope.Open(Route, reasoning.GetProperty("encrypted_content").GetString()!));
    }

    [Fact]
    public void What_the_client_indented_is_echoed_on_one_line()
    {
        var folded = Assemble("{\n  \"model\": \"m\",\n  \"input\": \"x\",\r\n  \"metadata\": {\n    \"a\": \"b\"\n  }\n}", Completed);

        Assert.Equal("b", folded.Response.GetProperty("metadata").GetProperty("a").GetString());
    }

    private static EventFolder Assemble(params ReplyPart[] parts) => Assemble("""{"model":"m","input":"x"}""", parts);

    private static EventFolder Assemble(string request, params ReplyPart[] parts) => Assemble(request, new ReplyOrigin(Route, null, Replay.Envelope), parts);

    private static EventFolder Assemble(string request, ReplyOrigin origin, params ReplyPart[] parts)
    {
        var events = new ArrayBufferWriter<byte>();
        using var assembler = new ReplyAssembler(new ResponseHead("resp_1", 1, "m", ResponseEcho.Of(JsonView.Parse(request))), events);
        assembler.Attach(origin);
        assembler.Start();
        foreach (var part in parts)
        {
            assembler.Accept(part);
        }

        assembler.Complete(assembler.Usage?.Usage ?? new TokenUsage());
        return EventFolder.Fold(events.WrittenSpan.ToArray());
    }

    private static TextDelta Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static ToolArgumentsDelta Arguments(int index, string json) => new(index, Encoding.UTF8.GetBytes(json));

    private static Route Route { get; } = new(
        "asked",
        new Provider { Name = "p", DisplayName = "P", Dialect = "d" },
        new Model { Id = "m" },
        new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });
}
