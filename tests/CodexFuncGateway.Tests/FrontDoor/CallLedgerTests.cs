using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Faults;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>The row that a call leaves behind.</summary>
public sealed class CallLedgerTests
{
    // Nano-USD: tokens × USD per million × 1000, with the rates of November 2026.
    [Theory]
    [InlineData("anthropic", "claude-haiku-4-5", "anthropic-messages", ((1_000 * 1.0) + (200 * 0.1) + (300 * 5.0)) * 1_000)]
    [InlineData("gemini", "gemini-3.5-flash", "gemini-generate-content", ((1_000 * 1.5) + (200 * 0.15) + (300 * 9.0)) * 1_000)]
    [InlineData("bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", "bedrock-converse", ((1_000 * 1.1) + (200 * 0.11) + (300 * 5.5)) * 1_000)]
    [InlineData("groq", "llama-3.3-70b-versatile", "chat-completions", ((1_000 * 0.59) + (200 * 0.59) + (300 * 0.79)) * 1_000)]
    [InlineData("cohere", "command-a-reasoning-08-2025", "cohere-chat", ((500 * 2.5) + (300 * 10.0)) * 1_000)] // as billed, which is less than what it read
    [InlineData("openai", "gpt-5.4-mini", "openai-responses", ((1_000 * 0.75) + (200 * 0.075) + (300 * 4.5)) * 1_000)]
    [InlineData("xai", "grok-4.20", "openai-responses", ((1_000 * 2.0) + (200 * 0.2) + (300 * 6.0)) * 1_000)]
    public async Task A_row_says_who_asked_what_and_what_it_cost(string provider, string model, string dialect, double nanoUsd)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model), ("session-id", "0199-abc.DEF_1"));

        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((answer.Headers["x-request-id"], "dev", "0199-abc.DEF_1"), (row.RequestId, row.KeyId, row.SessionId));
        Assert.Equal((wire.Model, provider, model, dialect), (row.ModelAsked, row.Provider, row.ModelServed, row.Dialect));
        Assert.Equal((LedgerOutcome.Completed, 200, false), (row.Outcome, row.Status, row.IsEstimate));
        Assert.Equal((long)Math.Round(nanoUsd), row.CostNanoUsd);
        Assert.Equal((1_000, 200, 0, 300), (row.Usage.FreshInputTokens, row.Usage.CacheReadTokens, row.Usage.CacheWrite5mTokens, row.Usage.OutputTokens));
        Assert.Equal(gateway.Time.GetUtcNow(), row.StartedAt);
        Assert.Equal((0L, 0L), (row.FirstTokenMs, row.DurationMs));
        Assert.Matches(@"^\d{4}-\d\d-\d\d/.+@\d{4}-\d\d-\d\d$", row.PriceVersion);
    }

    [Fact]
    public async Task The_upstreams_own_request_id_is_kept()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));

        await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));

        Assert.Equal("req_simulated", (await gateway.Ledger.OnlyRowAsync()).UpstreamRequestId);
    }

    [Fact]
    public async Task Times_are_measured_from_the_start_of_the_call()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.OpenAI.At(upstream), ("Gateway:KeepAliveSeconds", "100000")]);
        using var gate = upstream.Faults.HoldFrames();
        var started = gateway.Time.GetUtcNow();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)));
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        gateway.Time.Advance(TimeSpan.FromSeconds(2));
        gate.Release(1);
        using var response = await asking;
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        gateway.Time.Advance(TimeSpan.FromSeconds(3));
        gate.Release(8);
        await ReadUntilAsync(stream, ".delta");
        gateway.Time.Advance(TimeSpan.FromSeconds(4));
        gate.Open();
        await ReadUntilAsync(stream, ".completed");

        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((started, 5_000L, 9_000L), (row.StartedAt, row.FirstTokenMs, row.DurationMs));
    }

    [Theory]
    [InlineData("no spaces allowed")]
    [InlineData("<script>")]
    [InlineData("")]
    public async Task A_session_id_that_does_not_look_harmless_is_left_out(string sessionId)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));

        await gateway.PostAsync(Ask.Question(Wire.Chat.Model), ("session-id", sessionId));

        Assert.Null((await gateway.Ledger.OnlyRowAsync()).SessionId);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_row_stands_open_while_the_upstream_is_asked(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        upstream.Faults.StaySilent(SilentFrom.TheStart);
        using var leaving = new CancellationTokenSource();
        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(wire.Model)), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);

        var row = Assert.Single(await gateway.Ledger.RowsAsync());

        Assert.Equal((LedgerOutcome.Open, null, wire.Model, provider), (row.Outcome, row.Status, row.ModelAsked, row.Provider));
        Assert.True(row.CostNanoUsd > 0, "What is reserved stands in an open row.");
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Every_call_has_a_row_of_its_own()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.PostAsync(Ask.Question(Wire.Chat.Model))));

        var rows = await gateway.Ledger.RowsAsync();
        Assert.Equal(answers.Select(answer => answer.Headers["x-request-id"]).Order(), rows.Select(row => row.RequestId).Order());
        Assert.All(rows, row => Assert.Equal(LedgerOutcome.Completed, row.Outcome));
    }

    private static async Task ReadUntilAsync(StreamReader stream, string ending)
    {
        while (!(await StreamedEvent.ReadNextAsync(stream))!.Type.EndsWith(ending, StringComparison.Ordinal))
        {
        }
    }
}
