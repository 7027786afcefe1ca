using System.Diagnostics;
using System.Diagnostics.Metrics;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Ledger.Spool;
using CodexFuncGateway.Pipeline;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Ledger;
using CodexFuncGateway.Tests.Storage.Embedded;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Tests.Upstream.Credentials;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>What is measured of calls, however they end.</summary>
public sealed class CallMetricsTests
{
    private const string Tags = "gen_ai.operation.name=chat gen_ai.provider.name=groq gen_ai.request.model=groq/llama-3.3-70b-versatile gen_ai.response.model=llama-3.3-70b-versatile";

    [Fact]
    public async Task A_call_that_goes_well_is_measured_once_of_each_kind()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        using var readings = new MeterReadings(gateway.Services);

        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));

        var row = await gateway.Ledger.SettledAsync();
        Assert.Equal(
            [
                ("gateway.cost", row.CostNanoUsd / 1e9, Tags),
                ("gateway.overhead", 0, Tags),
                ("gateway.time_to_first_token", 0, Tags),
                ("gen_ai.client.operation.duration", 0, Tags),
                ("gen_ai.client.token.usage", Told.Step.Usage.Output, $"{Tags} gen_ai.token.type=output"),
                ("gen_ai.client.token.usage", Told.Step.Usage.Input, $"{Tags} gen_ai.token.type=input"),
            ],
            readings.All.Select(reading => (reading.Instrument.Name, reading.Value, reading.Tags)).Order());
    }

    [Fact]
    public async Task Units_and_buckets_are_those_of_the_conventions()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var instruments = new Dictionary<string, Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(instrument) };
        listener.Start();
        void Note(Instrument instrument)
        {
            if (instrument.Meter.Scope == gateway.Services.GetRequiredService<IMeterFactory>() && instrument.Meter.Name == "CodexFuncGateway")
            {
                instruments[instrument.Name] = instrument;
            }
        }

        Assert.Equal(
            ["gateway.cost {USD}", "gateway.ledger.queued {entry}", "gateway.overhead s", "gateway.refusals {call}", "gateway.time_to_first_token s",
                "gen_ai.client.operation.duration s", "gen_ai.client.token.usage {token}"],
            instruments.Values.Select(instrument => $"{instrument.Name} {instrument.Unit}").Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 14).Select(power => 1L << (2 * power)), Assert.IsType<Histogram<long>>(instruments["gen_ai.client.token.usage"]).Advice!.HistogramBucketBoundaries);
        Assert.Equal(
            Enumerable.Range(0, 14).Select(power => Math.Round(0.01 * (1 << power), 2)),
            Assert.IsType<Histogram<double>>(instruments["gen_ai.client.operation.duration"]).Advice!.HistogramBucketBoundaries);
    }

    [Fact]
    public async Task A_refusal_is_counted_by_its_step_and_reason_and_nothing_else_is_measured()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        using var readings = new MeterReadings(gateway.Services);

        await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)).WithoutKey());
        await gateway.PostAsync(Ask.Question("nobody/serves-this"));

        Assert.Equal(
            [("gateway.refusals", 1d, "error.type=invalid_api_key gateway.step=admit"), ("gateway.refusals", 1d, "error.type=model_not_found gateway.step=resolve")],
            readings.All.Select(reading => (reading.Instrument.Name, reading.Value, reading.Tags)));
    }

    [Fact]
    public async Task A_failed_call_has_its_error_with_its_duration_and_costs_nothing()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        using var readings = new MeterReadings(gateway.Services);
        upstream.Faults.FailWith(401, Complaint.Of(Wire.Chat, 401));

        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Ledger.SettledAsync();

        Assert.Equal(
            [("gateway.overhead", Tags), ("gen_ai.client.operation.duration", $"error.type=upstream_credential_refused {Tags}")],
            readings.All.Select(reading => (reading.Instrument.Name, reading.Tags)).Order());
    }

    [Fact]
    public async Task A_client_that_leaves_is_measured_with_what_it_cost()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        using var readings = new MeterReadings(gateway.Services);
        upstream.Faults.StaySilent(SilentFrom.TheStart);
        using var leaving = new CancellationTokenSource();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await gateway.Time.PassAsync(Waits.Grace);

        var row = await gateway.Ledger.SettledAsync();
        var duration = Assert.Single(readings.Of("gen_ai.client.operation.duration"));
        Assert.Equal(($"error.type=cancelled {Tags}", Waits.Grace.TotalSeconds), (duration.Tags, duration.Value));
        Assert.Equal(row.CostNanoUsd / 1e9, Assert.Single(readings.Of("gateway.cost")).Value);
        Assert.Empty(readings.Of("gateway.time_to_first_token"));
    }

    [Fact]
    public async Task A_name_that_a_client_made_up_becomes_no_series()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(
        [
            .. Wire.Chat.At(upstream), ("Providers:groq:AnyModel", "true"), ("Providers:groq:DefaultPrice:From", "2026-01-01"), ("Providers:groq:DefaultPrice:Source", "test"),
            ("Providers:groq:DefaultPrice:Rates:Input", "1"), ("Providers:groq:DefaultPrice:Rates:Output", "1"),
        ]);
        using var readings = new MeterReadings(gateway.Services);
        upstream.Faults.FailWith(404, Complaint.Of(Wire.Chat, 404));

        await gateway.PostAsync(Ask.Question("groq/made-up"));
        await gateway.Ledger.SettledAsync();

        Assert.NotEmpty(readings.All);
        Assert.DoesNotContain(readings.All, reading => reading.Tags.Contains("made-up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_ledgers_queue_is_seen_to_grow_while_the_store_hangs()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        using var readings = new MeterReadings(gateway.Services);
        var hanging = new TaskCompletionSource();
        var writing = new TaskCompletionSource();
        gateway.Services.GetRequiredService<TestTableStore>().BeforeWrite = writes =>
        {
            // The ledger's first; the instance's lease is renewed beside it.
            _ = writes[0].Key.Partition != "lease" && writing.TrySetResult();
            return hanging.Task;
        };

        var first = gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await writing.Task;
        Task[] calls = [first, gateway.PostAsync(Ask.Question(Wire.Chat.Model)), gateway.PostAsync(Ask.Question(Wire.Chat.Model))];
        await Eventually.TrueAsync(() => upstream.Requests.Count == calls.Length);
        readings.Observe();
        hanging.SetResult();
        await Task.WhenAll(calls);

        Assert.InRange(Assert.Single(readings.Of("gateway.ledger.queued")).Value, 2, 6);
    }

    [Fact]
    public async Task Cost_is_told_by_team()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var directory = new TemporaryDirectory();
        await using var ledger = LedgerUnderTest.Start(new TestTableStore(), TimeProvider.System, new SpoolOptions { SpoolDirectory = directory.Path });
        var metrics = new CallMetrics(services.GetRequiredService<IMeterFactory>(), ledger.Writer);
        using var readings = new MeterReadings(services);

        metrics.Settled(
            new TagList { { "any", "tag" } },
            new LedgerEntry { RequestId = "req_1", KeyId = "key", ModelAsked = "m", Team = "platform", CostNanoUsd = 1_500_000_000, Outcome = LedgerOutcome.Completed, StartedAt = default },
            overhead: null,
            errorType: null);

        var cost = Assert.Single(readings.Of("gateway.cost"));
        Assert.Equal((1.5, "any=tag gateway.team=platform"), (cost.Value, cost.Tags));
    }
}
