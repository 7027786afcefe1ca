using CodexFuncGateway.Simulators;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>Replies to clients that did not ask for a stream.</summary>
public sealed class FoldedReplyTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_folded_reply_is_one_JSON_object(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.PostAsync(Ask.Question(wire.Model, stream: false));

        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Equal(("response", "completed"), (answer.Json.GetProperty("object").GetString(), answer.Json.GetProperty("status").GetString()));
        Assert.Contains(answer.Json.GetProperty("output").EnumerateArray(), item => item.GetProperty("type").GetString() == "function_call");
        Usage.AssertTold(answer.Json.GetProperty("usage"));
        Assert.True(IsStreamed(upstream.Requests[0]));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_folded_reply_is_what_the_stream_would_have_ended_with(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var folded = await gateway.PostAsync(Ask.Question(wire.Model, stream: false));
        var streamed = await gateway.PostAsync(Ask.Question(wire.Model));

        Assert.Equal(Shape(streamed.Terminal.Response), Shape(folded.Json));
    }

    [Theory]
    [InlineData("""{"model":"MODEL","input":"hi"}""")]
    [InlineData("""{"model":"MODEL","input":"hi","stream":null}""")]
    public async Task Whoever_does_not_ask_for_a_stream_gets_none(string body)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(200, """{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]}""");

        var answer = await gateway.PostAsync(body.Replace("MODEL", Wire.Chat.Model, StringComparison.Ordinal));

        Assert.Equal("Hello", answer.Json.GetProperty("output")[0].GetProperty("content")[0].GetProperty("text").GetString());
    }

    /// <summary>Whether a stream was asked for: in the body or, as Google and Amazon want it, in the path.</summary>
    private static bool IsStreamed(SimulatedRequest request) =>
        request.Json.TryGetProperty("stream", out var stream) ? stream.GetBoolean() : request.Path.Contains("stream", StringComparison.Ordinal);

    /// <summary>What of a response does not differ from call to call.</summary>
    private static string Shape(System.Text.Json.JsonElement response) => string.Join('\n', response.EnumerateObject()
        .Where(field => field.Name is not ("id" or "created_at" or "output"))
        .Select(field => $"{field.Name}={field.Value.GetRawText()}")
        .Concat(response.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString())));
}
