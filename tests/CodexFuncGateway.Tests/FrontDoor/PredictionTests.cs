using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Replicate;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A provider that answers with a ticket: the reply is read elsewhere, its counts are asked for, and it is cancelled when nobody listens any more.</summary>
public sealed class PredictionTests
{
    private const string Model = "replicate/openai/gpt-4.1-mini";
    private const string Text = "\n\nIt is 42 — \"forty-two\".\n\n    * indented\n\n\n * ✅ \n";

    private static readonly ScriptedSession Session = new([.. Enumerable.Repeat(new ScriptedStep { Text = Text, Usage = new ScriptedUsage(1_000, 0, 0, 300, 0) }, 20)]);

    private static readonly string Question = JsonSerializer.Serialize(new { model = Model, stream = true, instructions = "Be brief.", input = "What is 6 × 7?" });

    [Fact]
    public async Task A_prediction_is_told_as_it_is_made_and_counted_when_it_has_ended()
    {
        await using var upstream = await StartAsync(new ReplicateSimulator());
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));

        var answer = await gateway.PostAsync(Question);

        Assert.Equal(Text, TextOf(answer));
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Equal(1_300, answer.Terminal.Data.GetProperty("response").GetProperty("usage").GetProperty("total_tokens").GetInt64());
        Assert.Equal(["GET /v1/streams/p000001simulated", "GET /v1/predictions/p000001simulated"], upstream.FollowUps.Select(request => $"{request.Method} {request.Path}"));
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Completed, false, (long)((1_000 * 0.4 * 1_000) + (300 * 1.6 * 1_000))), (row.Outcome, row.IsEstimate, row.CostNanoUsd));
        Assert.Empty(upstream.Violations);
    }

    [Fact]
    public async Task The_key_goes_with_every_request()
    {
        await using var upstream = await StartAsync(new ReplicateSimulator());
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));

        await gateway.PostAsync(Question);

        Assert.All(upstream.Requests.Concat(upstream.FollowUps), request => Assert.Equal($"Bearer {Wire.ProviderKey}", request.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_client_that_wants_no_stream_gets_the_same_text()
    {
        await using var upstream = await StartAsync(new ReplicateSimulator());
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));

        var answer = await gateway.PostAsync(Question.Replace("true", "false", StringComparison.Ordinal));

        Assert.Equal(Text, answer.Json.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_nobody_counted_is_estimated_and_marked_so()
    {
        await using var upstream = await StartAsync(new ReplicateSimulator { CountsTokens = false });
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));

        var answer = await gateway.PostAsync(Question);

        Assert.Equal("response.completed", answer.Terminal.Type);
        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Completed, true), (row.Outcome, row.IsEstimate));
        Assert.True(row.Usage.InputTokens > 0 && row.Usage.OutputTokens > 0 && row.CostNanoUsd > 0);
    }

    [Fact]
    public async Task A_prediction_to_which_nobody_listens_is_cancelled()
    {
        var service = new ReplicateSimulator();
        await using var upstream = await StartAsync(service);
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));
        using var gate = upstream.Faults.HoldFrames();
        gate.Release(3);
        using (var response = await gateway.OpenAsync(Ask.Responses(Question)))
        {
            using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
            await StreamedEvent.ReadNextAsync(stream);
            Assert.Empty(service.Cancelled);
        }

        await gateway.Time.PassAsync(Waits.Grace);

        Assert.Equal(LedgerOutcome.Cancelled, (await gateway.Ledger.SettledAsync()).Outcome);
        Assert.Equal(["p000001simulated"], service.Cancelled);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_fails_and_ends_the_prediction()
    {
        var service = new ReplicateSimulator();
        await using var upstream = await StartAsync(service);
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));
        upstream.Faults.CutAfterFrame(4);

        var answer = await gateway.PostAsync(Question);

        Assert.Equal(("response.failed", "server_error"), (answer.Terminal.Type, answer.Terminal.ErrorCode));
        Assert.Equal((LedgerOutcome.Failed, true), ((await gateway.Ledger.OnlyRowAsync()).Outcome, (await gateway.Ledger.OnlyRowAsync()).IsEstimate));
        Assert.Single(service.Cancelled);
    }

    [Fact]
    public async Task An_address_that_is_none_of_the_provider_s_is_not_followed()
    {
        await using var elsewhere = await StartAsync(new ReplicateSimulator());
        var service = new ReplicateSimulator { StreamsAt = new Uri(elsewhere.BaseUrl).GetLeftPart(UriPartial.Authority) };
        await using var upstream = await StartAsync(service);
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));

        var answer = await gateway.PostAsync(Question);

        Assert.Equal((502, "server_error"), (answer.Status, answer.Code));
        Assert.Contains("not one of its own", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", answer.Text, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests.Concat(elsewhere.FollowUps));
        Assert.Single(service.Cancelled);
    }

    [Theory]
    [InlineData(401, 502, "upstream_credential_refused")]
    [InlineData(402, 429, "insufficient_quota")]
    [InlineData(422, 400, "invalid_request_error")]
    [InlineData(429, 429, "rate_limit_exceeded")]
    public async Task A_refusal_has_its_meaning(int status, int expected, string code)
    {
        await using var upstream = await StartAsync(new ReplicateSimulator());
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));
        upstream.Faults.FailWith(status, $$"""{"title":"No","detail":"Not like this.","status":{{status}}}""");

        var answer = await gateway.PostAsync(Question);

        Assert.Equal((expected, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Tools_are_refused_before_anyone_is_asked()
    {
        await using var upstream = await StartAsync(new ReplicateSimulator());
        await using var gateway = await GatewayUnderTest.StartAsync(At(upstream));

        var forOthers = await gateway.PostAsync(Ask.Question(Model));
        var forCodex = await gateway.PostAsync(Ask.Question(Model), Ask.ByCodex);

        Assert.Equal((400, "tools"), (forOthers.Status, forOthers.Param));
        Assert.Equal((400, "invalid_prompt"), (forCodex.Status, forCodex.Code));
        Assert.Contains("cannot use tools", forCodex.Message, StringComparison.Ordinal);
        Assert.Empty(upstream.Requests);
    }

    private static Task<UpstreamSimulator> StartAsync(ReplicateSimulator service) => UpstreamSimulator.StartAsync(service, Session);

    private static (string Name, string Value)[] At(UpstreamSimulator upstream) =>
        [("Providers:replicate:BaseUrl", upstream.BaseUrl), ("Providers:replicate:ApiKey", Wire.ProviderKey)];

    private static string TextOf(Answer answer) =>
        string.Concat(answer.Events.Where(told => told.Type == "response.output_text.delta").Select(told => told.Data.GetProperty("delta").GetString()));
}
