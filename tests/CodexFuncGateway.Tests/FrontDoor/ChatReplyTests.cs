using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.ChatApi;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What chat clients get, whatever language the model's provider speaks.</summary>
public sealed class ChatReplyTests
{
    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_chat_stream_tells_text_call_usage_and_end(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(wire.Model));

        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.Headers["Content-Type"]));
        var chat = ChatStream.Read(answer.Text);
        Assert.Equal((Told.Text, "tool_calls", true), (chat.Text("content"), chat.FinishReason, chat.IsDone));
        AssertLook(Assert.Single(chat.Calls));
        Usage.AssertToldInChat(chat.Usage!.Value);
        Assert.All(chat.Chunks, chunk => Assert.Equal(wire.Model, chunk.GetProperty("model").GetString()));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_chat_completion_is_what_the_stream_would_have_told(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var answer = await gateway.ChatAsync(Ask.ChatQuestion(wire.Model, stream: false));
        var chat = ChatStream.Read((await gateway.ChatAsync(Ask.ChatQuestion(wire.Model))).Text);

        Assert.Equal((200, "application/json"), (answer.Status, answer.Headers["Content-Type"]));
        SdkTypes.Require(answer.Json, "ChatCompletion");
        Assert.Equal(wire.Model, answer.Json.GetProperty("model").GetString());
        var choice = Assert.Single(answer.Json.GetProperty("choices").EnumerateArray());
        var message = choice.GetProperty("message");
        Assert.Equal((chat.FinishReason, "assistant"), (choice.GetProperty("finish_reason").GetString(), message.GetProperty("role").GetString()));
        Assert.Equal(chat.Text("content"), message.GetProperty("content").GetString());
        Assert.Equal(chat.Text("reasoning_content"), message.TryGetProperty("reasoning_content", out var thoughts) ? thoughts.GetString() : "");
        AssertLook(JsonObject.Create(Assert.Single(message.GetProperty("tool_calls").EnumerateArray()))!);
        Assert.True(JsonElement.DeepEquals(chat.Usage!.Value, answer.Json.GetProperty("usage")));
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("bedrock")]
    [InlineData("cohere")]
    [InlineData("gemini")]
    public async Task Thoughts_are_told_apart_from_the_answer(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        var chat = ChatStream.Read((await gateway.ChatAsync(WithEffort(Ask.ChatQuestion(wire.Model)))).Text);

        Assert.Equal((Told.Step.Reasoning!.Text, Told.Text), (chat.Text("reasoning_content"), chat.Text("content")));
    }

    [Fact]
    public async Task Usage_is_told_only_to_who_asks()
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        var question = JsonNode.Parse(Ask.ChatQuestion(Wire.Chat.Model))!.AsObject();
        question.Remove("stream_options");

        var chat = ChatStream.Read((await gateway.ChatAsync(question.ToJsonString())).Text);

        Assert.Null(chat.Usage);
        Assert.All(chat.Chunks, chunk => Assert.False(chunk.TryGetProperty("usage", out _)));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task A_chat_call_leaves_the_row_that_any_call_leaves(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));

        await gateway.ChatAsync(Ask.ChatQuestion(wire.Model));

        var row = await gateway.Ledger.OnlyRowAsync();
        Assert.Equal((LedgerOutcome.Completed, 200, false, wire.Model), (row.Outcome, row.Status, row.IsEstimate, row.ModelAsked));
        Assert.Equal((1_000, 200, 300), (row.Usage.FreshInputTokens, row.Usage.CacheReadTokens, row.Usage.OutputTokens));
        Assert.True(row.CostNanoUsd > 0);
    }

    [Fact]
    public async Task An_answer_that_reached_its_limit_ends_with_length_and_without_half_a_call()
    {
        const string Cut = """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Look"},"finish_reason":null}]}

            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"look","arguments":"{\"pa"}}]},"finish_reason":null}]}

            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"length"}]}

            data: [DONE]


            """;
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(Wire.Chat.At(upstream));
        upstream.Faults.FailWith(200, Cut, Complaint.StreamHeaders(Wire.Chat), requests: 2);

        var folded = await gateway.ChatAsync(Ask.ChatQuestion(Wire.Chat.Model, stream: false));
        var streamed = ChatStream.Read((await gateway.ChatAsync(Ask.ChatQuestion(Wire.Chat.Model))).Text);

        var choice = folded.Json.GetProperty("choices")[0];
        Assert.Equal(("length", "length"), (choice.GetProperty("finish_reason").GetString(), streamed.FinishReason));
        Assert.Equal("Look", choice.GetProperty("message").GetProperty("content").GetString());
        Assert.False(choice.GetProperty("message").TryGetProperty("tool_calls", out _));
    }

    [Theory]
    [MemberData(nameof(Wire.All), MemberType = typeof(Wire))]
    public async Task An_answer_ends_before_a_stop_sequence(string provider)
    {
        var wire = Wire.Of(provider);
        await using var upstream = await wire.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync(wire.At(upstream));
        var question = JsonNode.Parse(Ask.ChatQuestion(wire.Model))!;
        question["stop"] = new JsonArray("never", "\"forty");

        var chat = ChatStream.Read((await gateway.ChatAsync(question.ToJsonString())).Text);

        Assert.Equal(("It is 42 — ", "stop"), (chat.Text("content"), chat.FinishReason));
        Assert.Empty(chat.Calls);
    }

    private static string WithEffort(string question)
    {
        var json = JsonNode.Parse(question)!;
        json["reasoning_effort"] = "high";
        return json.ToJsonString();
    }

    private static void AssertLook(JsonObject call)
    {
        Assert.Equal(("function", "look"), (call["type"]!.GetValue<string>(), call["function"]!["name"]!.GetValue<string>()));
        Assert.NotEqual("", call["id"]!.GetValue<string>());
        Assert.Equal("""{"path":"answer.txt"}""", JsonNode.Parse(call["function"]!["arguments"]!.GetValue<string>())!.ToJsonString());
    }
}
