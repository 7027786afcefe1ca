using System.Diagnostics;
using System.Net;
using System.Text;
using CodexFuncGateway.Telemetry;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Laws;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Tests.Upstream;
using CodexFuncGateway.Upstream;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>Which time is the gateway's own. It listens for a step of whichever gateway, so it runs alone.</summary>
[Collection(RunAlone.Name)]
public sealed class OverheadTests
{
    [Fact]
    public async Task Overhead_is_what_the_gateway_did_before_it_asked()
    {
        var vault = new ScriptedSecretSource();
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(
            new Dictionary<string, string?>(Wire.Chat.At(upstream).Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))) { ["Gateway:SealKey"] = "" },
            services => services.AddSingleton<ISecretSource>(vault));
        using var readings = new MeterReadings(gateway.Services);
        vault.Answer = () =>
        {
            gateway.Time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult<string?>(Convert.ToBase64String(new byte[32]));
        };

        await gateway.PostAsync(Ask.Question(Wire.Chat.Model));
        await gateway.Ledger.SettledAsync();

        Assert.Equal(["gateway-seal-key"], vault.Asked);
        Assert.Equal(0.25, Assert.Single(readings.Of("gateway.overhead")).Value);
    }

    [Fact]
    public async Task The_wait_for_a_clients_body_is_not_the_gateways_own()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        using var readings = new MeterReadings(gateway.Services);
        var parsing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Steps.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStarted = span => _ = span.OperationName == Steps.Parse && parsing.TrySetResult(),
        };
        ActivitySource.AddActivityListener(listener);

        await gateway.SendAsync(Ask.Responses(new SlowBody(Ask.Question(Wire.Chat.Model), async () =>
        {
            await parsing.Task;
            gateway.Time.Advance(TimeSpan.FromSeconds(10));
        })));
        await gateway.Ledger.SettledAsync();

        Assert.Equal(0, Assert.Single(readings.Of("gateway.overhead")).Value);
    }

    /// <summary>A body whose first byte is sent at once, and the rest when something has come to pass.</summary>
    private sealed class SlowBody(string body, Func<Task> pause) : HttpContent
    {
        private readonly byte[] bytes = Encoding.UTF8.GetBytes(body);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, 1));
            await stream.FlushAsync();
            await pause();
            await stream.WriteAsync(bytes.AsMemory(1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
