using System.Text.Json;
using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

public sealed class NativeRequestTests
{
    [Fact]
    public void Fields_pass_through_as_bytes_and_the_model_is_renamed()
    {
        var body = """{"model":"asked","input":[ {"role":"user","content":"h\u00ef"} ],"temperature":1.0,"client_metadata":{"a":"b"},"future":[1, 2]}""";

        var mapped = ResponsesFixture.Map(ResponsesFixture.Request(body), ResponsesFixture.Route(ResponsesFixture.Native));

        Assert.Equal(
            """{"model":"upstream-model","stream":true,"input":[ {"role":"user","content":"h\u00ef"} ],"temperature":1.0,"client_metadata":{"a":"b"},"future":[1, 2]}""",
            mapped);
    }

    [Fact]
    public void A_request_that_is_not_streamed_is_streamed_upstream()
    {
        var mapped = Map("""{"model":"m","input":"hi","stream":false}""");

        Assert.True(mapped.GetProperty("stream").GetBoolean());
        Assert.Single(mapped.EnumerateObject(), property => property.NameEquals("stream"));
    }

    [Theory]
    [InlineData("""{"model":"m","input":"x","store":false}""", """["reasoning.encrypted_content"]""")]
    [InlineData("""{"model":"m","input":"x","store":false,"include":["a"]}""", """["a","reasoning.encrypted_content"]""")]
    [InlineData("""{"model":"m","input":"x","store":false,"include":["reasoning.encrypted_content"]}""", """["reasoning.encrypted_content"]""")]
    [InlineData("""{"model":"m","input":"x","include":["a"]}""", """["a"]""")]
    public void Encrypted_reasoning_is_asked_for_where_nothing_is_stored(string body, string include)
    {
        Assert.Equal(include, Map(body).GetProperty("include").GetRawText());
    }

    [Theory]
    [InlineData("""{"model":"m","input":"x","store":false}""", null)]
    [InlineData("""{"model":"m","input":"x","store":false,"include":["reasoning.encrypted_content"]}""", null)]
    [InlineData("""{"model":"m","input":"x","store":false,"include":["reasoning.encrypted_content","a"]}""", """["a"]""")]
    public void Of_a_model_that_does_not_think_no_encrypted_reasoning_is_asked(string body, string? include)
    {
        var mapped = ResponsesFixture.MapToJson(body, ResponsesFixture.Native with { Thinking = ThinkingControl.None });

        Assert.Equal(include, mapped.TryGetProperty("include", out var asked) ? asked.GetRawText() : null);
    }

    [Fact]
    public void Nothing_is_asked_for_where_responses_are_stored()
    {
        Assert.False(Map("""{"model":"m","input":"x"}""").TryGetProperty("include", out _));
    }

    [Fact]
    public void A_lowered_output_limit_replaces_the_clients()
    {
        var request = ResponsesFixture.Request("""{"model":"m","input":"x","max_output_tokens":9000}""") with { MaxOutputTokens = 512 };

        var mapped = JsonElement.Parse(ResponsesFixture.Map(request, ResponsesFixture.Route(ResponsesFixture.Native)));

        Assert.Equal(512, mapped.GetProperty("max_output_tokens").GetInt32());
        Assert.Single(mapped.EnumerateObject(), property => property.NameEquals("max_output_tokens"));
    }

    [Fact]
    public void Reasoning_gets_its_original_state_back_in_place()
    {
        var body = """{"model":"m","input":[{"role":"user","content":"x"},{"type":"reasoning","id":"rs_1","encrypted_content":"sealed","summary":[]},{"role":"assistant","content":"y"}]}""";

        var mapped = JsonElement.Parse(ResponsesFixture.Map(ResponsesFixture.Opened(body, "gAAA_original"), ResponsesFixture.Route(ResponsesFixture.Native)));

        Assert.Equal(
            """[{"role":"user","content":"x"},{"type":"reasoning","id":"rs_1","encrypted_content":"gAAA_original","summary":[]},{"role":"assistant","content":"y"}]""",
            mapped.GetProperty("input").GetRawText());
    }

    [Fact]
    public void Reasoning_of_another_upstream_is_left_out()
    {
        var mapped = Map("""{"model":"m","input":[{"type":"reasoning","id":"rs_1","encrypted_content":"foreign","summary":[]},{"role":"user","content":"x"}]}""");

        Assert.Equal("""[{"role":"user","content":"x"}]""", mapped.GetProperty("input").GetRawText());
    }

    [Fact]
    public void A_field_named_twice_cannot_smuggle_another_model_in()
    {
        var request = ResponsesFixture.Request("""{"model":"cheap","input":"x","model":"dear","mod\u0065l":"dear"}""");

        var mapped = ResponsesFixture.Map(request, ResponsesFixture.Route(ResponsesFixture.Native));

        Assert.Equal("""{"model":"upstream-model","stream":true,"input":"x"}""", mapped);
    }

    [Fact]
    public void Fields_that_the_data_adds_win()
    {
        var capabilities = ResponsesFixture.Native with { ExtraBody = JsonElement.Parse("""{"service_tier":"flex"}""") };

        var mapped = ResponsesFixture.MapToJson("""{"model":"m","input":"x","service_tier":"priority"}""", capabilities);

        Assert.Equal("flex", Assert.Single(mapped.EnumerateObject(), property => property.NameEquals("service_tier")).Value.GetString());
    }

    private static JsonElement Map(string body) => ResponsesFixture.MapToJson(body, ResponsesFixture.Native);
}
