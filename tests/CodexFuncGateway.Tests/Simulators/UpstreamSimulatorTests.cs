using System.Net;
using System.Text;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Anthropic;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>What every simulator does whatever its wire: it records, plays, refuses, and fails when it is told to.</summary>
public sealed class UpstreamSimulatorTests
{
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler());

    [Fact]
    public async Task An_accepted_request_gets_the_scripted_reply()
    {
        await using var upstream = await StartAsync();

        var text = await ReadAsync(upstream);

        Assert.Contains("\"text\":\"Hello\"", text);
        Assert.EndsWith("data: {\"type\":\"message_stop\"}\n\n", text);
        Assert.Single(upstream.Requests);
        Assert.Empty(upstream.Violations);
    }

    [Fact]
    public async Task A_request_beyond_the_script_is_a_violation()
    {
        await using var upstream = await StartAsync();
        await ReadAsync(upstream);

        using var response = await PostAsync(upstream);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Request 2, but the session has 1 steps."], upstream.Violations);
    }

    [Fact]
    public async Task A_refused_request_is_a_violation()
    {
        await using var upstream = await StartAsync();

        using var response = await PostAsync(upstream, "{}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("model: Field required", Assert.Single(upstream.Violations));
    }

    [Fact]
    public async Task A_planned_failure_is_no_violation_and_takes_no_step()
    {
        await using var upstream = await StartAsync();
        upstream.Faults.FailWith(529, "busy", new Dictionary<string, string> { ["retry-after"] = "1" });

        using var failed = await PostAsync(upstream);
        var text = await ReadAsync(upstream);

        Assert.Equal(529, (int)failed.StatusCode);
        Assert.Equal("1", failed.Headers.GetValues("retry-after").Single());
        Assert.Contains("Hello", text);
        Assert.Empty(upstream.Violations);
    }

    [Fact]
    public async Task A_cut_stream_breaks_off_after_its_frames()
    {
        await using var upstream = await StartAsync();
        upstream.Faults.CutAfterFrame(2);
        using var response = await PostAsync(upstream);

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var lines = new List<string?>();

        await Assert.ThrowsAsync<HttpIOException>(async () => await ReadLinesAsync(reader, lines));

        Assert.Equal(2, lines.Count(line => line!.StartsWith("data: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cut_step_is_played_again()
    {
        await using var upstream = await StartAsync();
        upstream.Faults.CutAfterFrame(0);
        using var response = await PostAsync(upstream);

        Assert.Contains("message_stop", await ReadAsync(upstream));
        Assert.Empty(upstream.Violations);
    }

    [Fact]
    public async Task A_silent_simulator_notices_that_its_client_left()
    {
        await using var upstream = await StartAsync();
        upstream.Faults.StaySilent(SilentFrom.AfterTheHeaders);

        using (await PostAsync(upstream))
        {
        }

        Assert.True(SpinWait.SpinUntil(() => upstream.Departures == 1, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Held_frames_go_out_when_they_are_released()
    {
        await using var upstream = await StartAsync();
        using var gate = upstream.Faults.HoldFrames();
        using var response = await PostAsync(upstream);
        await using var stream = await response.Content.ReadAsStreamAsync();

        gate.Release(1);
        var first = new byte[4096];
        var length = await stream.ReadAsync(first);
        gate.Open();
        using var rest = new StreamReader(stream);

        Assert.StartsWith("event: message_start", Encoding.UTF8.GetString(first, 0, length), StringComparison.Ordinal);
        Assert.Contains("message_stop", await rest.ReadToEndAsync());
    }

    private static Task<UpstreamSimulator> StartAsync() => UpstreamSimulator.StartAsync(new AnthropicSimulator(), ScriptedSession.Saying("Hello"));

    private static async Task ReadLinesAsync(StreamReader reader, List<string?> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }
    }

    private static async Task<string> ReadAsync(UpstreamSimulator upstream)
    {
        using var response = await PostAsync(upstream);
        return await response.Content.ReadAsStringAsync();
    }

    private static Task<HttpResponseMessage> PostAsync(UpstreamSimulator upstream, string? body = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{upstream.BaseUrl}/messages")
        {
            Content = new StringContent(body ?? AnthropicRequests.Question().ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("x-api-key", "key");
        request.Headers.Add("anthropic-version", "2023-06-01");
        return Client.SendAsync(request, CancellationToken.None);
    }
}
