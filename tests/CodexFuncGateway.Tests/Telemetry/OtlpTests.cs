using System.Text;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Laws;
using CodexFuncGateway.Tests.Local;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>The local host with the real exporter, to a collector on loopback. It hears every gateway of the process, so it runs alone.</summary>
[Collection(RunAlone.Name)]
public sealed class OtlpTests : IDisposable
{
    private const string Prompt = "canary-prompt-of-telemetry";
    private const string Key = "sk-canary-key-of-telemetry";
    private const string Caller = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly LocalHostFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Spans_and_measurements_of_a_call_reach_a_collector_and_hold_none_of_its_words()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await CallAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

        // ExportTraceServiceRequest: resource_spans, scope_spans, spans.
        var traces = collector.Bodies("traces").Select(body => ProtobufMessage.Read(body)).ToArray();
        Assert.All(traces.SelectMany(trace => trace.All(1, 1)), resource => Assert.Equal("codex-func-gateway", resource.Attributes(1)["service.name"]));
        var spans = traces.SelectMany(trace => trace.All(1, 2, 2)).ToArray();
        var call = Assert.Single(spans, span => span.Text(5) == $"chat {Wire.Chat.Model}");
        Assert.Equal((32, 16, 3UL), (call.Hexadecimal(1).Length, call.Hexadecimal(2).Length, call.Number(6)));
        Assert.Equal(("groq", "completed"), (call.Attributes(9)["gen_ai.provider.name"], call.Attributes(9)["gateway.outcome"]));
        Assert.Equal(
            ["admit", "map", "map", "parse", "parse", "relay", "reserve", "resolve", "send", "settle"],
            spans.Where(span => span.Hexadecimal(4) == call.Hexadecimal(2)).Select(span => span.Text(5)).Order());

        // ExportMetricsServiceRequest: resource_metrics, scope_metrics, metrics.
        var metrics = collector.Bodies("metrics").SelectMany(body => ProtobufMessage.Read(body).All(1, 2, 2)).Select(metric => metric.Text(1)).Distinct().Order();
        Assert.Equal(
            ["gateway.cost", "gateway.ledger.queued", "gateway.overhead", "gateway.time_to_first_token", "gen_ai.client.operation.duration", "gen_ai.client.token.usage"],
            metrics);

        Assert.NotEmpty(collector.Bodies("logs"));
        foreach (var body in collector.Bodies("traces").Concat(collector.Bodies("metrics")).Concat(collector.Bodies("logs")).Select(Encoding.UTF8.GetString))
        {
            Assert.All((string[])[Prompt, Key, Wire.ProviderKey, Told.Text], secret => Assert.DoesNotContain(secret, body, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_call_belongs_to_the_trace_of_its_caller()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await CallAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

        var spans = collector.Bodies("traces").SelectMany(body => ProtobufMessage.Read(body).All(1, 2, 2)).ToArray();
        var call = Assert.Single(spans, span => span.Text(5).StartsWith("chat ", StringComparison.Ordinal));

        Assert.Equal(Caller.Split('-')[1], call.Hexadecimal(1));
        var server = Assert.Single(spans, span => span.Hexadecimal(2) == call.Hexadecimal(4));
        Assert.Equal(Caller.Split('-')[2], server.Hexadecimal(4));
    }

    [Fact]
    public async Task Without_a_collector_in_the_settings_nothing_is_collected()
    {
        await using var host = await fixture.StartAsync();

        Assert.Null(host.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
    }

    private async Task CallAsync(params (string Name, string Value)[] settings)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var host = await fixture.StartAsync([.. Wire.Chat.At(upstream), ("Gateway:DevKey", Key), .. settings]);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = Ask.Responses(Ask.Question(Wire.Chat.Model, prompt: Prompt)).With(("Authorization", $"Bearer {Key}"), ("traceparent", Caller));
        request.RequestUri = new Uri(new Uri(host.Address), request.RequestUri!);
        using var response = await client.SendAsync(request, CancellationToken.None);
        Assert.Equal("response.completed", (await Answer.ReadAsync(response)).Terminal.Type);
    }
}
