using System.Text.Json;
using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.CohereChat.CohereFixture;

namespace CodexFuncGateway.Tests.Dialects.CohereChat;

public sealed class CohereSettingsTests
{
    private const string Schema = """{"type":"object","properties":{"n":{"type":"integer","minimum":1,"description":"A number."}},"required":["n"],"additionalProperties":false}""";

    [Theory]
    [InlineData("none", """{"type":"disabled"}""")]
    [InlineData("low", """{"type":"enabled","token_budget":4096}""")]
    [InlineData("high", """{"type":"enabled"}""")]
    public void An_effort_switches_thinking_and_may_limit_it(string effort, string expected) =>
        Assert.Equal(expected, Map($$$"""{"input":"x","reasoning":{"effort":"{{{effort}}}"}}""", Thinking).GetProperty("thinking").GetRawText());

    [Fact]
    public void Nothing_is_said_of_thinking_where_nobody_asked_or_the_model_cannot()
    {
        Assert.False(Map("""{"input":"x"}""", Thinking).TryGetProperty("thinking", out _));
        Assert.False(Map("""{"input":"x","reasoning":{"effort":"high"}}""", Thinking with { Thinking = ThinkingControl.None }).TryGetProperty("thinking", out _));
        Assert.True(Map("""{"input":"x"}""", Thinking, defaultEffort: "high").TryGetProperty("thinking", out _));
    }

    [Fact]
    public void An_answer_is_held_to_what_of_a_schema_can_be_enforced_and_told_the_rest()
    {
        var format = MapFormat(Schema).GetProperty("response_format");

        Assert.Equal("json_object", format.GetProperty("type").GetString());
        Assert.Equal(
            """{"type":"object","properties":{"n":{"type":"integer","description":"A number. (minimum: 1)"}},"required":["n"]}""",
            format.GetProperty("json_schema").GetRawText());
    }

    [Fact]
    public void An_answer_s_shape_is_asked_for_in_words_too() =>
        Assert.Equal("Answer with a single JSON object and nothing else.", Instructions(MapFormat(Schema)));

    [Theory]
    [InlineData("""{"type":"object","properties":{"n":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["n"]}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":["string","null"]}},"required":["n"]}""")]
    [InlineData("""{"type":"object","properties":{"n":{"type":"object","properties":{}}},"required":["n"]}""")]
    [InlineData("""{"type":"object","properties":{"n":{"$ref":"#/$defs/N"}},"required":["n"]}""")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""")]
    public void A_schema_that_cannot_be_enforced_is_told_in_words(string schema)
    {
        var body = MapFormat(schema);

        Assert.Equal("""{"type":"json_object"}""", body.GetProperty("response_format").GetRawText());
        Assert.EndsWith(schema, Instructions(body), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_stay_within_what_the_upstream_takes()
    {
        var body = Map("""{"input":"x","max_output_tokens":1000000,"temperature":1.7,"top_p":1}""");

        Assert.Equal((8_000, 1d, 0.99), (body.GetProperty("max_tokens").GetInt32(), body.GetProperty("temperature").GetDouble(), body.GetProperty("p").GetDouble()));
    }

    private static JsonElement MapFormat(string schema) =>
        Map($$$"""{"input":"x","text":{"format":{"type":"json_schema","name":"a","schema":{{{schema}}} } } }""");

    private static string? Instructions(JsonElement body) => body.GetProperty("messages")[0].GetProperty("content").GetString();
}
