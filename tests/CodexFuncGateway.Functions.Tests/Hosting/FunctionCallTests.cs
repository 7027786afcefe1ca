using CodexFuncGateway.Http;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Tests.FrontDoor;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Functions.Tests.Hosting;

/// <summary>A function has two tokens, its own and the request's; each alone ends the call.</summary>
public sealed class FunctionCallTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_ends_with_the_instance_or_with_its_client_and_is_settled(bool withTheInstance)
    {
        using var end = new InstanceEnd();
        await using var upstream = await Wire.Chat.StartAsync();
        var settings = Wire.Chat.At(upstream).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2);
        await using var gateway = await GatewayUnderTest.StartAsync(settings, services => services.AddSingleton(end));
        upstream.Faults.StaySilent(SilentFrom.AfterTheHeaders);
        using var leaving = new CancellationTokenSource();

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)), leaving.Token);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await gateway.Time.WaitedForAsync(Waits.UpstreamIdle);
        await (withTheInstance ? end.TellAsync() : leaving.CancelAsync());
        await gateway.Time.PassAsync(Waits.Grace);

        Assert.Equal(LedgerOutcome.Cancelled, (await gateway.Ledger.SettledAsync()).Outcome);
        await leaving.CancelAsync();
        await asking.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_client_that_leaves_while_it_is_told_of_a_failure_is_no_failed_function()
    {
        await using var app = FunctionAppUnderTest.Build();
        var context = new DefaultHttpContext { RequestAborted = new CancellationToken(canceled: true) };
        context.Request.Path = "/nothing";
        context.Response.Body = new BrokenStream();

        await app.Services.GetRequiredService<GatewayEndpoint>().AnswerAsync(context.Request, CancellationToken.None);

        Assert.Equal(404, context.Response.StatusCode);
    }
}
