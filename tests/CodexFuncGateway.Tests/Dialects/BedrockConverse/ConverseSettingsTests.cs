using System.Text.Json;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.BedrockConverse.ConverseFixture;

namespace CodexFuncGateway.Tests.Dialects.BedrockConverse;

public sealed class ConverseSettingsTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    [Fact]
    public void A_plain_question_is_nothing_but_its_turn() =>
        Assert.Equal("""{"messages":[{"role":"user","content":[{"text":"Hi"}]}]}""", Map(Request(User("Hi"))).GetRawText());

    [Theory]
    [InlineData(100, 100)]
    [InlineData(1_000_000, 64_000)]
    public void A_limit_is_the_client_s_but_never_more_than_the_model_s(int asked, int expected) =>
        Assert.Equal(expected, Inference(Request(User("Hi")) with { MaxOutputTokens = asked }).GetProperty("maxTokens").GetInt32());

    [Fact]
    public void Temperature_is_clamped_and_comes_without_its_rival()
    {
        Assert.Equal("""{"temperature":1}""", Inference(Request(User("Hi")) with { Temperature = 1.7, TopP = 0.5 }).GetRawText());
        Assert.Equal("""{"topP":0.5}""", Inference(Request(User("Hi")) with { TopP = 0.5 }).GetRawText());
    }

    [Fact]
    public void A_model_that_takes_neither_gets_neither()
    {
        var request = Request(User("Hi")) with { Temperature = 0.5, ReasoningEffort = "high" };

        Assert.False(Map(request, Plain with { Sampling = false }).TryGetProperty("inferenceConfig", out _));
        Assert.Equal("""{"maxTokens":64000}""", Map(request, Budget).GetProperty("inferenceConfig").GetRawText());
    }

    [Fact]
    public void A_schema_for_the_answer_travels_as_a_string()
    {
        var format = Map(Request(User("Hi")) with { OutputFormat = new OutputFormat("city", Schema, true) }).GetProperty("outputConfig").GetProperty("textFormat");

        var schema = format.GetProperty("structure").GetProperty("jsonSchema");
        Assert.Equal(("json_schema", "city"), (format.GetProperty("type").GetString(), schema.GetProperty("name").GetString()));
        Assert.False(JsonElement.Parse(schema.GetProperty("schema").GetString()!).GetProperty("additionalProperties").GetBoolean());
    }

    [Theory]
    [InlineData("flex", """{"type":"flex"}""")]
    [InlineData("priority", """{"type":"priority"}""")]
    [InlineData("auto", null)]
    [InlineData(null, null)]
    public void A_service_tier_is_asked_for_where_there_are_tiers(string? tier, string? expected)
    {
        var request = Request(User("Hi")) with { ServiceTier = tier };

        Assert.Equal(expected, Map(request, Plain with { ServiceTier = true }).TryGetProperty("serviceTier", out var sent) ? sent.GetRawText() : null);
        Assert.False(Map(request).TryGetProperty("serviceTier", out _));
    }

    [Fact]
    public void Fields_of_one_s_own_are_added_as_they_stand() => Assert.Equal(
        """{"latency":"optimized"}""",
        Map(Request(User("Hi")), Plain with { ExtraBody = JsonElement.Parse("""{"performanceConfig":{"latency":"optimized"}}""") }).GetProperty("performanceConfig").GetRawText());

    private static JsonElement Inference(ResponsesRequest request) => Map(request).GetProperty("inferenceConfig");
}
