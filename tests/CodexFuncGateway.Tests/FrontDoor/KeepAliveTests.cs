using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A silence that is broken before anybody on the way gives up.</summary>
public sealed class KeepAliveTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(7);
    private static readonly (string, string)[] Patience = [("Gateway:KeepAliveSeconds", "7"), ("Gateway:UpstreamIdleSeconds", "1000000")];

    [Theory]
    [InlineData(SilentFrom.TheStart)]
    [InlineData(SilentFrom.AfterTheHeaders)]
    public async Task A_client_hears_of_its_response_before_the_upstream_says_a_word(SilentFrom from)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Patience]);
        upstream.Faults.StaySilent(from);

        using var response = await gateway.Time.PassUntilAsync(Interval, gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model))));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        var told = new List<StreamedEvent?>();
        for (var count = 0; count < 4; count++)
        {
            told.Add(await gateway.Time.PassUntilAsync(Interval, StreamedEvent.ReadNextAsync(stream)));
        }

        Assert.Equal(["response.created", "response.in_progress", "response.in_progress", "response.in_progress"], told.Select(one => one!.Type));
        Assert.Equal([0, 1, 2, 3], told.Select(one => one!.Data.GetProperty("sequence_number").GetInt32()));
        Assert.Single(told.Select(one => one!.Response.GetProperty("id").GetString()).Distinct());
    }

    [Fact]
    public async Task A_relayed_stream_that_begins_after_a_sign_of_life_begins_once()
    {
        await using var upstream = await Wire.OpenAI.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.OpenAI.At(upstream), .. Patience]);
        using var gate = upstream.Faults.HoldFrames();

        using var response = await gateway.Time.PassUntilAsync(Interval, gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model))));
        gate.Open();
        var answer = await Answer.ReadAsync(response);

        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.Single(answer.Events, told => told.Type == "response.created");
        Assert.Equal(
            answer.Events[0].Data.GetProperty("response").GetProperty("id").GetString(),
            answer.Terminal.Data.GetProperty("response").GetProperty("id").GetString());
        var numbers = answer.Events.Select(told => told.Data.GetProperty("sequence_number").GetInt32()).Distinct();
        Assert.Equal(Enumerable.Range(0, numbers.Count()), numbers);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_pause_in_mid_stream_is_broken_and_the_reply_goes_on(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), .. Patience]);
        using var gate = upstream.Faults.HoldFrames();
        gate.Release(8);
        using var response = await gateway.OpenAsync(Ask.Responses(Ask.Question(wire.Model)));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());

        var before = await ReadUntilAsync(stream, told => told.Type.EndsWith(".delta", StringComparison.Ordinal));
        var sign = await gateway.Time.PassUntilAsync(Interval, ReadUntilAsync(stream, told => told.Type == "response.in_progress"));
        gate.Open();
        var after = await ReadUntilAsync(stream, told => told.IsTerminal);

        Assert.Equal("in_progress", sign[^1].Response.GetProperty("status").GetString());
        Assert.Equal("response.completed", after[^1].Type);
        Assert.Equal(Told.Text, string.Concat(before.Concat(sign).Concat(after).Where(told => told.Type == "response.output_text.delta").Select(told => told.Data.GetProperty("delta").GetString())));
    }

    [Fact]
    public async Task A_reply_that_failed_after_a_sign_of_life_fails_inside_the_stream()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. Patience]);
        upstream.Faults.FailWith(500, Complaint.Of(Wire.Chat, 500), requests: 1);
        upstream.Faults.StaySilent(SilentFrom.TheStart);

        var asking = gateway.OpenAsync(Ask.Responses(Ask.Question(Wire.Chat.Model)));
        await gateway.Time.PassAsync([.. Waits.Between(2)]);
        using var response = await gateway.Time.PassUntilAsync(Interval, asking);
        gateway.Time.Advance(TimeSpan.FromSeconds(1_000_000));
        var answer = await Answer.ReadAsync(response);

        Assert.Equal((200, "response.failed"), (answer.Status, answer.Terminal.Type));
        Assert.Equal(200, (await gateway.Ledger.OnlyRowAsync()).Status);
    }

    [Theory]
    [MemberData(nameof(CompactionTests.Summarised), MemberType = typeof(CompactionTests))]
    public async Task A_summary_that_is_being_written_is_a_silence_for_the_client(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync(new ScriptedSession(Told.Step with { Calls = [] }));
        await using var gateway = await GatewayUnderTest.StartAsync([.. wire.At(upstream), .. Patience]);
        using var gate = upstream.Faults.HoldFrames();
        gate.Release(6);
        using var response = await gateway.Time.PassUntilAsync(Interval, gateway.OpenAsync(Ask.Responses(new Conversation().Say("x").Request(wire.Model, compact: true))));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());

        var signs = await gateway.Time.PassUntilAsync(Interval, ReadUntilAsync(stream, told => told.Type == "response.in_progress"));
        gate.Open();
        var rest = await ReadUntilAsync(stream, told => told.IsTerminal);

        Assert.Equal(["response.created", "response.in_progress"], signs.Select(told => told.Type));
        Assert.Contains(rest, told => told.Type == "response.output_item.done");
        Assert.Equal("response.completed", rest[^1].Type);
    }

    private static async Task<List<StreamedEvent>> ReadUntilAsync(StreamReader stream, Predicate<StreamedEvent> last)
    {
        var told = new List<StreamedEvent>();
        do
        {
            told.Add(await StreamedEvent.ReadNextAsync(stream) ?? throw new InvalidOperationException("The stream ended too early."));
        }
        while (!last(told[^1]));
        return told;
    }
}
