using System.Text;
using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary><c>POST …/responses/compact</c>, as OpenAI documents it.</summary>
public sealed class CompactEndpointTests
{
    private static readonly ScriptedSession Session = new(Told.Step with { Text = "They asked for 6 × 7; it is 42.", Calls = [] }, new ScriptedStep { Text = "It is 42." });

    private const string Input = """
        [{"type":"message","role":"developer","content":"Be brief."},
         {"role":"user","content":[{"type":"input_text","text":"Six times seven?"}]},
         {"type":"message","id":"msg_7","role":"assistant","content":[{"type":"output_text","text":"Let me think."}]},
         {"type":"message","id":"msg_8","role":"user","content":"Well?"}]
        """;

    public static TheoryData<string> Providers => [.. Wire.Wires.Append(Wire.Azure).Select(wire => wire.Provider)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_was_said_to_the_assistant_stays_and_one_compaction_stands_for_the_rest(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await CompactAsync(gateway, wire, Input);

        Assert.Equal([], upstream.Violations);
        Assert.Equal((200, "response.compaction"), (answer.Status, answer.Json.GetProperty("object").GetString()));
        Assert.StartsWith("resp_", answer.Json.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, answer.Json.GetProperty("created_at").ValueKind);
        Usage.AssertTold(answer.Json.GetProperty("usage"));
        Assert.Equal(["developer Be brief.", "user Six times seven?", "user Well?", "compaction"], answer.Items().Select(Describe));
        Assert.Equal("msg_8", answer.Items()[2].GetProperty("id").GetString());
        Assert.Equal(LedgerOutcome.Completed, (await gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Its_output_is_the_input_of_the_next_request(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var compacted = await CompactAsync(gateway, wire, Input);

        var answer = await gateway.PostAsync($$"""{"model":"{{wire.Model}}","store":false,"input":{{compacted.Json.GetProperty("output").GetRawText()}}}""");

        Assert.Equal([], upstream.Violations);
        Assert.Contains("It is 42.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("azure")]
    [InlineData("openai")]
    public async Task A_conversation_may_be_one_string(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await CompactAsync(gateway, wire, "\"Six \\u00d7 seven?\"");

        Assert.Equal([], upstream.Violations);
        Assert.Equal(["user Six × seven?", "compaction"], answer.Items().Select(Describe));
        Assert.Contains(upstream.Requests[0].Json.EnumerateObject().Select(property => property.Value.GetRawText()), text => text.Contains("seven?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"model":"anthropic/claude-haiku-4-5"}""", "input")]
    [InlineData("""{"model":"anthropic/claude-haiku-4-5","input":[]}""", "input")]
    [InlineData("""{"model":"anthropic/claude-haiku-4-5","previous_response_id":"resp_1"}""", "previous_response_id")]
    [InlineData("""{"input":"x"}""", "model")]
    public async Task What_is_missing_or_not_kept_here_is_named(string body, string param)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();

        var answer = await gateway.SendAsync(Compact(body));

        Assert.Equal((400, param), (answer.Status, answer.Param));
    }

    [Fact]
    public async Task A_provider_s_refusal_is_told_as_ever()
    {
        await using var upstream = await Wire.Anthropic.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Anthropic.At(upstream));
        upstream.Faults.FailWith(429, Complaint.Of(Wire.Anthropic, 429));

        var answer = await CompactAsync(gateway, Wire.Anthropic, "\"x\"");

        Assert.Equal((429, "rate_limit_exceeded"), (answer.Status, answer.Code));
        Assert.Equal(LedgerOutcome.Rejected, (await gateway.Ledger.OnlyRowAsync()).Outcome);
    }

    [Fact]
    public async Task A_summary_that_breaks_off_is_a_failure_and_paid_for()
    {
        await using var upstream = await Wire.Anthropic.StartAsync(Session);
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Anthropic.At(upstream));
        upstream.Faults.CutAfterFrame(8);

        var answer = await CompactAsync(gateway, Wire.Anthropic, "\"x\"");

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Failed, true), (row.Outcome, row.IsEstimate));
        Assert.True(row.Usage.OutputTokens > 1, $"{row.Usage.OutputTokens} tokens for what was thought and written.");
    }

    private static Task<Answer> CompactAsync(GatewayUnderTest gateway, Wire wire, string input) =>
        gateway.SendAsync(Compact($$"""{"model":"{{wire.Model}}","instructions":"Be kind.","input":{{input}}}"""));

    private static HttpRequestMessage Compact(string body)
    {
        var request = Ask.Responses(Encoding.UTF8.GetBytes(body));
        request.RequestUri = new Uri("/v1/responses/compact", UriKind.Relative);
        return request;
    }

    private static string Describe(JsonElement item) => item.GetProperty("type").GetString() == "message"
        ? $"{item.GetProperty("role").GetString()} {item.GetProperty("content")[0].GetProperty("text").GetString()}"
        : item.GetProperty("type").GetString()!;
}
