namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>The form of a stream on the wire, whoever the upstream is. That lines are ended and events named properly is checked with every event that a test reads.</summary>
public sealed class StreamFormTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_stream_is_one_as_its_head_says(string provider)
    {
        var answer = await AskAsync(provider);

        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Equal(("no-cache", "no"), (answer.Headers["Cache-Control"], answer.Headers["X-Accel-Buffering"]));
        Assert.Matches("^req_[0-9a-f]{32}$", answer.Headers["x-request-id"]);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Nothing_of_the_upstreams_own_head_is_passed_on(string provider)
    {
        var answer = await AskAsync(provider);

        Assert.Equal(
            [
                "cache-control", "content-security-policy", "content-type", "date", "referrer-policy", "server", "transfer-encoding", "x-accel-buffering",
                "x-content-type-options", "x-request-id",
            ],
            answer.Headers.Keys.Select(name => name.ToLowerInvariant()).Order());
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Nothing_is_compressed_even_for_those_who_could_take_it(string provider)
    {
        var answer = await AskAsync(provider, ("Accept-Encoding", "gzip, br, zstd"));

        Assert.DoesNotContain("Content-Encoding", answer.Headers.Keys);
        Assert.StartsWith("event: response.created\n", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Events_are_numbered_without_gaps_and_end_without_DONE(string provider)
    {
        var answer = await AskAsync(provider);

        Assert.Equal(Enumerable.Range(0, answer.Events.Count), answer.Events.Select(told => told.Data.GetProperty("sequence_number").GetInt32()));
        Assert.Equal("response.completed", answer.Terminal.Type);
        Assert.DoesNotContain("[DONE]", answer.Text);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Every_item_is_told_whole_before_the_end(string provider)
    {
        var answer = await AskAsync(provider);

        var done = answer.Events.Where(told => told.Type == "response.output_item.done").Select(told => told.Data.GetProperty("item")).ToList();
        var call = done.Single(item => item.GetProperty("type").GetString() == "function_call");
        Assert.Equal(("look", """{"path":"answer.txt"}"""), (call.GetProperty("name").GetString(), call.GetProperty("arguments").GetString()));
        var message = done.Single(item => item.GetProperty("type").GetString() == "message");
        Assert.Equal(Told.Text, message.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(answer.Terminal.Response.GetProperty("output").GetArrayLength(), done.Count);
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task Usage_is_whole_numbers_with_a_total(string provider)
    {
        var answer = await AskAsync(provider);

        Usage.AssertTold(answer.Terminal.Response.GetProperty("usage"));
    }

    private static async Task<Answer> AskAsync(string provider, params (string Name, string Value)[] headers)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var answer = await gateway.PostAsync(Ask.Question(wire.Model), headers);
        Assert.Empty(upstream.Violations);
        return answer;
    }
}
