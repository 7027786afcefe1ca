namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>How much a request may consist of, whatever its length in bytes.</summary>
public sealed class RequestLimitTests : IAsyncLifetime
{
    private const string Model = "groq/llama-3.3-70b-versatile";
    private const string Tool = """{"type":"function","name":"look","parameters":{"type":"object"}}""";

    private GatewayUnderTest gateway = null!;

    public async Task InitializeAsync() => gateway = await GatewayUnderTest.StartAsync(
        ("Gateway:MaxRequestValues", "500"), ("Gateway:MaxInputItems", "10"), ("Gateway:MaxTools", "5"), ("Gateway:ReceiveIdleSeconds", "20"));

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public Task More_items_than_are_taken_are_refused_by_name() =>
        AssertRefusedAsync($$"""{"model":"{{Model}}","input":[{{Many("""{"role":"user","content":"a"}""", 11)}}]}""", "input", "11 items; this gateway takes at most 10");

    [Fact]
    public async Task A_chat_client_is_told_of_its_messages()
    {
        var answer = await gateway.ChatAsync($$"""{"model":"{{Model}}","messages":[{{Many("""{"role":"user","content":"a"}""", 11)}}]}""");

        Assert.Equal((400, "messages"), (answer.Status, answer.Param));
    }

    [Fact]
    public Task More_tools_than_are_taken_are_refused_by_name() =>
        AssertRefusedAsync($$"""{"model":"{{Model}}","input":"a","tools":[{{Many(Tool, 6)}}]}""", "tools", "6 tools; this gateway takes at most 5");

    [Fact]
    public Task Tools_count_wherever_they_stand() =>
        AssertRefusedAsync(
            $$"""
            {"model":"{{Model}}","tools":[{{Many(Tool, 2)}},{"type":"namespace","name":"n","tools":[{{Many(Tool, 2)}}]}],
             "input":[{"type":"additional_tools","tools":[{{Many(Tool, 2)}}]}]}
            """,
            "tools",
            "6 tools");

    [Fact]
    public async Task More_values_than_are_taken_are_refused_with_their_place()
    {
        var answer = await gateway.PostAsync($$"""{"model":"{{Model}}","input":"a","metadata":[{{Many("0", 600)}}]}""");

        Assert.Equal((400, "invalid_request_error"), (answer.Status, answer.Code));
        Assert.Matches(@"^The body holds more than 500 values \(line 1, byte [0-9]+\)\.$", answer.Message);
    }

    [Fact]
    public async Task Codex_is_told_once()
    {
        var answer = await gateway.PostAsync($$"""{"model":"{{Model}}","input":"a","tools":[{{Many(Tool, 6)}}]}""", Ask.ByCodex);

        Assert.Equal((400, "invalid_prompt"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("tools[0].parameters", """{"type":"function","name":"a","parameters":{"description":"\ud83d"}}""")]
    [InlineData("tools[0].parameters", """{"type":"function","name":"a","parameters":{"properties":{"\udc00":{}}}}""")]
    public Task A_schema_that_cannot_be_read_is_refused_by_name(string param, string tool) =>
        AssertRefusedAsync($$"""{"model":"{{Model}}","input":"a","tools":[{{tool}}]}""", param, "surrogate");

    private async Task AssertRefusedAsync(string body, string param, string message)
    {
        var answer = await gateway.PostAsync(body);

        Assert.Equal((400, param), (answer.Status, answer.Param));
        Assert.Contains(message, answer.Message);
    }

    private static string Many(string json, int times) => string.Join(',', Enumerable.Repeat(json, times));
}
