using System.Net.Sockets;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Local;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Storage.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodexFuncGateway.Tests.Local;

public sealed class ShutdownTests : IDisposable
{
    private const string Answer = "This reply was running when the host was told to end.";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly LocalHostFixture fixture = new();
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler());

    [Fact]
    public async Task A_running_stream_ends_whole_and_is_settled_when_the_host_ends()
    {
        await using var upstream = await UpstreamSimulator.StartAsync(new ChatCompletionsSimulator(ChatProviders.Vllm), ScriptedSession.Saying(Answer));
        using var gate = upstream.Faults.HoldFrames();
        var host = await fixture.StartAsync(("Gateway:DevKey", "key"), ("Providers:vllm:BaseUrl", upstream.BaseUrl));
        var address = new Uri(host.Address);
        gate.Release(2);
        using var reply = await AskAsync(host);
        using var stream = new StreamReader(await reply.Content.ReadAsStreamAsync());
        var begin = await stream.ReadLineAsync().WaitAsync(Limit);

        var stopping = StoppingAsync(host);
        var ending = host.DisposeAsync().AsTask();
        await stopping;
        await RefusesConnectionsAsync(address);
        Assert.False(ending.IsCompleted);
        gate.Open();

        var rest = await stream.ReadToEndAsync().WaitAsync(Limit);
        await ending.WaitAsync(Limit);
        Assert.Equal("event: response.created", begin);
        Assert.Contains("event: response.completed", rest);
        Assert.Contains(Answer, rest);
        Assert.Equal(LedgerOutcome.Completed, (await ReadLedgerAsync()).Outcome);
    }

    public void Dispose()
    {
        http.Dispose();
        fixture.Dispose();
    }

    private Task<HttpResponseMessage> AskAsync(LocalHost host)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{host.Address}/v1/responses")
        {
            Headers = { { "Authorization", "Bearer key" } },
            Content = new StringContent("""{"model":"vllm/any","input":"Say something.","stream":true}"""),
        };
        return http.SendAsync(request, CancellationToken.None).WaitAsync(Limit);
    }

    private static Task StoppingAsync(LocalHost host)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task.WaitAsync(Limit);
    }

    /// <summary>Completes as soon as the host takes no more connections.</summary>
    private static async Task RefusesConnectionsAsync(Uri address)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(address.Host, address.Port, limit.Token);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return;
            }
        }
    }

    private async Task<LedgerEntry> ReadLedgerAsync()
    {
        await using var store = EmbeddedTableStore.OnDisk(fixture.Data, TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var entries = new LedgerReader(store).ReadNewestFirstAsync("dev", now.AddDays(-1), now.AddDays(1), CancellationToken.None);
        return Assert.Single(await entries.ToListAsync());
    }
}
