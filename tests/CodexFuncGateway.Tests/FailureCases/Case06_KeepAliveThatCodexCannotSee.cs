using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Comments keep proxies patient but not Codex, which counts only data; and load balancers hang up sooner still.</summary>
public sealed class Case06_KeepAliveThatCodexCannotSee
{
    [Theory, Dialects]
    public async Task Data_comes_every_fifteen_seconds_until_the_terminal_event(string column)
    {
        await using var session = await StartAsync(column);
        using var gate = session.Upstream.Faults.HoldFrames();
        var time = session.Gateway.Time;

        using var response = await time.PassUntilAsync(Waits.KeepAlive, session.Gateway.OpenAsync(Ask.Responses(session.Conversation.ToJson())));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("response.created", (await StreamedEvent.ReadNextAsync(stream))!.Type);
        for (var signs = 0; signs < 3; signs++)
        {
            var sign = await time.PassUntilAsync(Waits.KeepAlive, StreamedEvent.ReadNextAsync(stream));
            Assert.Equal(("response.in_progress", "in_progress"), (sign!.Type, sign.Response.Text("status")));
        }

        gate.Open();
        while (await StreamedEvent.ReadNextAsync(stream) is { IsTerminal: false })
        {
        }

        time.Advance(2 * Waits.KeepAlive);
        Assert.Null(await stream.ReadLineAsync());
    }

    [Theory, Dialects]
    public async Task Proxies_are_told_not_to_hold_the_stream_back(string column)
    {
        await using var session = await StartAsync(column);

        var answer = await session.SendAsync();

        Assert.Equal(("no", "text/event-stream"), (answer.Headers.GetValueOrDefault("X-Accel-Buffering"), answer.Headers["Content-Type"]));
    }

    /// <summary>Without the limit on silence, which would end the call here, since the clock runs as fast as the gateway asks for the time.</summary>
    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(Column.WireOf(column), [new ScriptedStep { Text = "Hello." }], ("Gateway:UpstreamIdleSeconds", "1000000"));
        session.Conversation.Say("Hello?");
        return session;
    }
}
