using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.OpenAIResponses;

namespace CodexFuncGateway.Tests.FrontDoor.Codex;

/// <summary><c>x-codex-turn-state</c>: what an upstream gives Codex so that the rest of a turn reaches the same machine.</summary>
public sealed class TurnStateTests
{
    private const string Header = "x-codex-turn-state";

    [Fact]
    public async Task It_comes_back_to_the_upstream_that_gave_it_as_it_was()
    {
        await using var upstream = await StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));

        var first = await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model));
        var kept = first.Headers[Header];
        await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)).With((Header, kept)));

        Assert.DoesNotContain("machine", kept, StringComparison.Ordinal);
        Assert.False(upstream.Requests[0].Headers.ContainsKey(Header));
        Assert.Equal("machine=7; e", upstream.Requests[1].Headers[Header]);
    }

    [Theory]
    [InlineData("machine=8")]
    [InlineData("AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg")]
    public async Task One_that_is_not_of_this_gateway_s_making_goes_nowhere(string forged)
    {
        await using var upstream = await StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));

        var answer = await gateway.SendAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)).With((Header, forged)));

        Assert.Equal(200, answer.Status);
        Assert.False(upstream.Requests[0].Headers.ContainsKey(Header));
    }

    [Fact]
    public async Task It_goes_to_no_other_model()
    {
        await using var upstream = await StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));

        var kept = (await gateway.PostAsync(Ask.Question(Wire.OpenAI.Model))).Headers[Header];
        await gateway.SendAsync(Ask.Responses(Ask.Question("openai/gpt-5.5")).With((Header, kept)));

        Assert.False(upstream.Requests[1].Headers.ContainsKey(Header));
    }

    private static Task<UpstreamSimulator> StartAsync() => UpstreamSimulator.StartAsync(new StickyWire(), Told.Session);

    /// <summary>OpenAI's wire with the header, which its public service does not send to everyone.</summary>
    private sealed class StickyWire : ISimulatedWire
    {
        private readonly OpenAIResponsesSimulator wire = new(ResponsesProviders.OpenAI);

        public WirePath Path => wire.Path;

        public Rejection Overflow => wire.Overflow;

        public Rejection? FindRejection(SimulatedRequest request) => wire.FindRejection(request);

        public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) => wire.ReadNewOutputs(request);

        public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step)
        {
            var reply = wire.WriteReply(request, step);
            return reply with { Headers = new Dictionary<string, string>(reply.Headers) { [Header] = "machine=7; e" } };
        }
    }
}
