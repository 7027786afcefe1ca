using System.Text.Json;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Prompts;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>The simulated prompt cache forgives no more than the real one.</summary>
public sealed class CachingWireTests
{
    private readonly ManualTimeProvider time = new();
    private readonly CachingWire wire;

    public CachingWireTests() => wire = CachingWire.Anthropic(time);

    [Fact]
    public void What_was_written_is_read_until_five_minutes_after_its_last_use()
    {
        Assert.Equal((false, true), Ask(Long, mark: 0));
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((true, false), Ask(Long, mark: 0));
        time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((true, false), Ask(Long, mark: 0));
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((false, true), Ask(Long, mark: 0));
    }

    [Fact]
    public void What_is_too_short_or_not_marked_is_not_kept()
    {
        Assert.Equal((false, false), Ask(["short"], mark: 0));
        Assert.Equal((false, false), Ask(Long, mark: null));
        Assert.Equal((false, true), Ask(Long, mark: 0));
    }

    [Theory]
    [InlineData(19, true)]
    [InlineData(20, false)]
    public void An_entry_is_found_at_most_nineteen_blocks_before_a_mark(int further, bool isFound)
    {
        Ask(Long, mark: 0);

        Assert.Equal((isFound, true), Ask([.. Long, .. Enumerable.Range(0, further).Select(index => $"block {index}")], mark: further));
    }

    [Fact]
    public void Another_beginning_is_another_prompt()
    {
        Ask([.. Long, "a"], mark: 1);

        Assert.Equal((false, true), Ask([$"x{Long[0]}", "a"], mark: 1));
    }

    private static string[] Long { get; } = [new('x', 4 * 1_024)];

    private (bool Reads, bool Writes) Ask(string[] blocks, int? mark)
    {
        wire.WriteReply(Request(blocks, mark), new NumberedStep(1, new ScriptedStep { Text = "ok" }));
        return (wire.Counted[^1].CacheRead > 0, wire.Counted[^1].CacheWrite > 0);
    }

    private static SimulatedRequest Request(string[] blocks, int? mark)
    {
        var content = blocks.Select((text, index) => index == mark ? (object)new { type = "text", text, cache_control = new { type = "ephemeral" } } : new { type = "text", text });
        var body = JsonSerializer.SerializeToElement(new { model = "claude-sonnet-4-5", stream = true, messages = new[] { new { role = "user", content } } });
        return new SimulatedRequest("POST", "/v1/messages", new Dictionary<string, string>(), [], body);
    }
}
