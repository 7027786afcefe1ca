using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Tests.ChatApi;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Silences and failures of a chat stream.</summary>
public sealed class ChatStreamTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(7);
    private static readonly (string, string)[] Patience = [("Gateway:KeepAliveSeconds", "7"), ("Gateway:UpstreamIdleSeconds", "1000000")];

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_silence_is_broken_by_a_comment_and_the_reply_follows(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), .. Patience]);
        using var gate = upstream.Faults.HoldFrames();

        using var response = await gateway.Time.PassUntilAsync(Interval, gateway.OpenAsync(Ask.Chat(Ask.ChatQuestion(wire.Model))));
        gate.Open();
        var chat = ChatStream.Read((await Answer.ReadAsync(response)).Text);

        Assert.True(chat.Comments > 0);
        Assert.Equal((Told.Text, "tool_calls"), (chat.Text("content"), chat.FinishReason));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_reply_that_breaks_off_ends_with_an_error_and_is_never_done(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.CutAfterFrame(8);

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(wire.Model));

        var chat = ChatStream.Read(answer.Text);
        Assert.Equal((200, false), (answer.Status, chat.IsDone));
        Assert.Equal(("server_error", "server_error"), (chat.Error!.Value.GetProperty("type").GetString(), chat.Error.Value.GetProperty("code").GetString()));
        Assert.Equal((LedgerOutcome.Failed, true, 200), (await gateway.Ledger.OnlyRowAsync()) is var row ? (row.Outcome, row.IsEstimate, row.Status) : default);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_wants_no_stream_gets_a_status_for_a_reply_that_breaks_off(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.CutAfterFrame(4);

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(wire.Model, stream: false));

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_refusal_of_the_upstream_keeps_its_status(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(429, Complaint.Of(wire, 429), new Dictionary<string, string> { ["retry-after"] = "9" });

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(wire.Model));

        Assert.Equal((429, "9"), (answer.Status, answer.Headers["Retry-After"]));
    }

    [Fact]
    public async Task A_failure_after_a_sign_of_life_is_told_inside_the_stream()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Patience]);
        upstream.Faults.FailWith(500, Complaint.Of(Wire.Chat, 500), requests: 1);
        upstream.Faults.StaySilent(SilentFrom.TheStart);

        var asking = gateway.OpenAsync(Ask.Chat(Ask.ChatQuestion(Wire.Chat.Model)));
        await gateway.Time.PassAsync([.. Waits.Between(2)]);
        using var response = await gateway.Time.PassUntilAsync(Interval, asking);
        gateway.Time.Advance(TimeSpan.FromSeconds(1_000_000));
        var answer = await Answer.ReadAsync(response);

        Assert.Equal(200, answer.Status);
        Assert.Contains("""data: {"error":{"message":""", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_relayed_event_that_is_not_JSON_is_an_error(bool stream)
    {
        const string Broken = """
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

            data: {"type":"response.output_text.delta","sequence_number":1,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"It}

            data: {"type":"response.completed","sequence_number":2,"response":{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[]}}


            """;
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        upstream.Faults.FailWith(200, Broken, Complaint.StreamHeaders(Wire.OpenAI));

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(Wire.OpenAI.Model, stream));

        var error = stream ? ChatStream.Read(answer.Text).Error!.Value : answer.Error;
        Assert.Equal((stream ? 200 : 502, "server_error"), (answer.Status, error.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_chat_client_that_leaves_is_settled()
    {
        await using var upstream = await Wire.Anthropic.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Anthropic.At(upstream));
        using var gate = upstream.Faults.HoldFrames();
        gate.Release(5);

        using (var response = await gateway.OpenAsync(Ask.Chat(Ask.ChatQuestion(Wire.Anthropic.Model))))
        {
        }

        gate.Open();
        Assert.Equal(Wire.Anthropic.Model, (await gateway.Ledger.SettledAsync()).ModelAsked);
        await gateway.Ledger.OnlyRowAsync();
    }
}
