using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Complaints that arrive inside a stream which began with status 200.</summary>
public sealed class StreamErrorTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_complaint_in_place_of_a_reply_gets_a_status(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(200, Complaint.Encode(wire, Complaint.InStream(wire)), Complaint.StreamHeaders(wire));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model));

        Assert.Equal(Complaint.Told(wire), (answer.Status, answer.Code));
        Assert.EndsWith(Complaint.Text, answer.Message, StringComparison.Ordinal);
        Assert.Equal(LedgerOutcome.Failed, (await gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_complaint_after_some_words_ends_the_stream_as_failed(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(200, Complaint.Encode(wire, Beginning(provider) + Complaint.InStream(wire)), Complaint.StreamHeaders(wire));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model));

        Assert.Contains(answer.Events, told => told.Type == "response.output_text.delta");
        Assert.Equal(("response.failed", Complaint.Told(wire).Code), (answer.Terminal.Type, answer.Terminal.ErrorCode));
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Failed, true, 200), (row.Outcome, row.IsEstimate, row.Status));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_client_that_wants_no_stream_gets_a_status_even_then(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(200, Complaint.Encode(wire, Beginning(provider) + Complaint.InStream(wire)), Complaint.StreamHeaders(wire));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model, stream: false));

        Assert.Equal(Complaint.Told(wire), (answer.Status, answer.Code));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_stream_of_something_else_is_a_failure(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.FailWith(200, "<html>Welcome</html>", new Dictionary<string, string> { ["content-type"] = "text/html" });

        var answer = await gateway.PostAsync(Ask.Question(wire.Model));

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
        Assert.DoesNotContain("Welcome", answer.Text);
    }

    private static string Beginning(string provider) => provider switch
    {
        "anthropic" => """
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"It is"}}


            """,
        "bedrock" => """
            event messageStart {"role":"assistant"}
            event contentBlockDelta {"contentBlockIndex":0,"delta":{"text":"It is"}}

            """,
        "cohere" => """
            data: {"id":"c","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}

            data: {"type":"content-start","index":0,"delta":{"message":{"content":{"type":"text","text":"It is"}}}}


            """,
        "gemini" => """
            data: {"candidates":[{"content":{"parts":[{"text":"It is"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":5,"totalTokenCount":5}}


            """,
        "groq" => """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"It is"},"finish_reason":null}]}


            """,
        _ => """
            data: {"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","created_at":1,"status":"in_progress","model":"m","output":[]}}

            data: {"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"type":"message","id":"msg_1","role":"assistant","content":[]}}

            data: {"type":"response.output_text.delta","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"It is"}


            """,
    };
}
