using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Bedrock;
using CodexFuncGateway.Simulators.Prompts;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Support;
using Xunit.Abstractions;

namespace CodexFuncGateway.Tests.FrontDoor.Codex;

/// <summary>
/// Long sessions are affordable only where the provider reads what it has seen before from its cache, at a tenth of the price. How much of a day's work it
/// does is measured here, with its own rules on what it keeps, how long and where it looks; and the ledger must have counted the same.
/// </summary>
public sealed class PromptCacheTests(ITestOutputHelper output)
{
    private const int Turns = 100;
    private const double LeastShare = 0.9;

    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Coffee = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [InlineData("anthropic/claude-opus-5")]
    [InlineData("bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("bedrock/global.anthropic.claude-opus-5")]
    public async Task A_session_of_a_hundred_turns_reads_nine_tenths_of_its_input_from_the_cache(string model)
    {
        var time = new ManualTimeProvider();
        var wire = model.StartsWith("bedrock/", StringComparison.Ordinal) ? CachingWire.Bedrock(new AwsAccount { ApiKey = Wire.ProviderKey }, time) : CachingWire.Anthropic(time);
        await using var upstream = await UpstreamSimulator.StartAsync(wire, LongSession.Script(Turns));
        await using var gateway = await GatewayUnderTest.StartAsync(new Wire(model, () => wire).At(upstream));

        await WorkAsync(gateway, new LongSession(model), time);

        Assert.Empty(upstream.Violations);
        var rows = (await gateway.Ledger.RowsAsync()).Reverse().Select(row => new ScriptedUsage(
            row.Usage.FreshInputTokens, row.Usage.CacheReadTokens, row.Usage.CacheWrite5mTokens, row.Usage.OutputTokens, wire.Counted[0].Reasoning));
        Assert.Equal(wire.Counted, rows);
        var (read, all) = (wire.Counted.Sum(call => call.CacheRead), wire.Counted.Sum(call => call.Input));
        output.WriteLine($"{model}: {read / (double)all:P2} of {all:N0} input tokens in {wire.Counted.Count} requests came from the cache, {wire.Counted.Sum(call => call.CacheWrite):N0} were written to it.");
        Assert.InRange(read / (double)all, LeastShare, 1);
    }

    /// <summary>A few seconds between requests, and twice a break that outlives the cache.</summary>
    private static async Task WorkAsync(GatewayUnderTest gateway, LongSession session, ManualTimeProvider time)
    {
        for (var request = 0; request < Turns * LongSession.RequestsPerTurn; request++)
        {
            session.Take(await gateway.PostAsync(session.Ask(request), Ask.ByCodex));
            var pause = request % 100 == 99 ? Coffee : Thinking;
            time.Advance(pause);
            gateway.Time.Advance(pause);
        }
    }
}
