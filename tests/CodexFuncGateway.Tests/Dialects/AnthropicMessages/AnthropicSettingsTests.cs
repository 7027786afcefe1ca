using System.Text.Json;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.AnthropicMessages.AnthropicFixture;

namespace CodexFuncGateway.Tests.Dialects.AnthropicMessages;

public sealed class AnthropicSettingsTests
{
    private static readonly JsonElement Schema = JsonElement.Parse("""
        {"$schema":"s","type":"object","description":"A person.","required":["age"],"properties":{
            "age":{"type":"integer","minimum":0,"maximum":150},
            "mail":{"type":"string","format":"email"},
            "code":{"type":"string","format":"zip","description":"Of the town.","pattern":"^[0-9]+$"},
            "tags":{"type":"array","items":{"oneOf":[{"type":"string"},{"type":"null"}]},"minItems":1,"maxItems":3},
            "home":{"$ref":"#/$defs/home"}},
         "$defs":{"home":{"type":["object","null"],"additionalProperties":true,"properties":{"city":{"const":"Rome"}}}}}
        """);

    [Fact]
    public void A_plain_request_holds_nothing_that_was_not_asked_for()
    {
        var body = Map(Request(User("Hi")) with { Verbosity = "low", PromptCacheKey = "k", ServiceTier = "flex" });

        Assert.Equal(["model", "max_tokens", "stream", "messages"], body.EnumerateObject().Select(field => field.Name));
        Assert.Equal("claude-test-1", body.GetProperty("model").GetString());
        Assert.True(body.GetProperty("stream").GetBoolean());
    }

    [Fact]
    public void A_model_that_its_address_names_is_not_named_again()
    {
        var body = Map(Request(User("Hi")), Plain with { ModelInBody = false, ExtraBody = JsonElement.Parse("""{"anthropic_version":"vertex-2023-10-16"}""") });

        Assert.Equal(["max_tokens", "stream", "messages", "anthropic_version"], body.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData(null, 64_000)]
    [InlineData(500, 500)]
    [InlineData(1_000_000, 64_000)]
    public void The_limit_is_the_client_s_or_the_model_s(int? asked, int expected)
    {
        Assert.Equal(expected, Map(Request(User("Hi")) with { MaxOutputTokens = asked }).GetProperty("max_tokens").GetInt32());
    }

    [Theory]
    [InlineData(0.3, null, 0.3, null)]
    [InlineData(1.7, null, 1.0, null)]
    [InlineData(null, 0.9, null, 0.9)]
    [InlineData(0.3, 0.9, 0.3, null)]
    public void Sampling_stays_in_range_and_never_says_both(double? temperature, double? topP, double? expectedTemperature, double? expectedTopP)
    {
        var body = Map(Request(User("Hi")) with { Temperature = temperature, TopP = topP });

        Assert.Equal(expectedTemperature, Number(body, "temperature"));
        Assert.Equal(expectedTopP, Number(body, "top_p"));
    }

    [Fact]
    public void Sampling_is_left_out_while_thinking_and_for_models_that_refuse_it()
    {
        var request = Request(User("Hi")) with { Temperature = 0.3, ReasoningEffort = "high" };

        Assert.Null(Number(Map(request, Budget), "temperature"));
        Assert.Null(Number(Map(request, Plain with { Sampling = false }), "temperature"));
    }

    [Fact]
    public void A_schema_for_the_answer_is_narrowed_to_what_can_be_enforced_and_tells_the_rest()
    {
        var format = Map(Request(User("Hi")) with { OutputFormat = new OutputFormat("person", Schema, true) }).GetProperty("output_config").GetProperty("format");

        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        Assert.Equal(
            OneLine("""
                {"type":"object","required":["age"],"properties":{
                    "age":{"type":"integer","description":"(minimum: 0, maximum: 150)"},
                    "mail":{"type":"string","format":"email"},
                    "code":{"type":"string","description":"Of the town. (format: \"zip\", pattern: \"^[0-9]+$\")"},
                    "tags":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"null"}]},"minItems":1,"description":"(maxItems: 3)"},
                    "home":{"$ref":"#/$defs/home"}},
                "$defs":{"home":{"type":["object","null"],"properties":{"city":{"const":"Rome"}},"additionalProperties":false}},
                "description":"A person.","additionalProperties":false}
                """),
            format.GetProperty("schema").GetRawText());
    }

    [Fact]
    public void Fields_that_the_data_adds_stand_as_they_are()
    {
        var body = Map(Request(User("Hi")), Plain with { ExtraBody = JsonElement.Parse("""{"anthropic_version":"x"}""") });

        Assert.Equal("x", body.GetProperty("anthropic_version").GetString());
    }

    private static string OneLine(string json) => string.Concat(json.Split('\n').Select(line => line.Trim()));

    private static double? Number(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
