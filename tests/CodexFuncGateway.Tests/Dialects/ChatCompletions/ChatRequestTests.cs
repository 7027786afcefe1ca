using System.Text.Json;
using CodexFuncGateway.Catalog;
using static CodexFuncGateway.Tests.Dialects.ChatCompletions.ChatFixture;

namespace CodexFuncGateway.Tests.Dialects.ChatCompletions;

/// <summary>Each setting is sent where a host takes it, and nowhere else.</summary>
public sealed class ChatRequestTests
{
    private const string Everything = """
        {"input":"x","temperature":0.5,"top_p":0.9,"max_output_tokens":100,"prompt_cache_key":"k","service_tier":"flex","parallel_tool_calls":true,
         "tool_choice":"required","reasoning":{"effort":"high"},"tools":[{"type":"function","name":"f","strict":true,"parameters":{"type":"object","properties":{}}}],
         "text":{"verbosity":"low","format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":true}}}
        """;

    [Fact]
    public void A_plain_host_gets_the_common_settings()
    {
        var body = Map(Everything);

        Assert.Equal("upstream-model", body.GetProperty("model").GetString());
        Assert.Equal("""{"include_usage":true}""", body.GetProperty("stream_options").GetRawText());
        Assert.Equal(100, body.GetProperty("max_tokens").GetInt32());
        Assert.Equal("high", body.GetProperty("reasoning_effort").GetString());
        Assert.Equal("required", body.GetProperty("tool_choice").GetString());
        Assert.True(body.GetProperty("tools")[0].GetProperty("function").GetProperty("strict").GetBoolean());
        Assert.Equal("n", body.GetProperty("response_format").GetProperty("json_schema").GetProperty("name").GetString());
        Assert.All((string[])["prompt_cache_key", "service_tier", "verbosity", "max_completion_tokens"], name => Assert.False(body.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void A_bare_host_gets_only_what_it_takes()
    {
        var bare = new Capabilities
        {
            Sampling = false, UsageOnRequest = false, Thinking = ThinkingControl.None, ToolChoice = false, ParallelToolCalls = false, StrictTools = false,
        };

        var body = Map(Everything, bare);

        Assert.Equal(["model", "messages", "tools", "stream", "max_tokens", "response_format"], body.EnumerateObject().Select(property => property.Name));
        Assert.DoesNotContain("strict", body.GetProperty("tools").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_generous_host_gets_the_rest()
    {
        var body = Map(Everything, new Capabilities { PromptCacheKey = true, ServiceTier = true, Verbosity = true, MaxTokensField = "max_completion_tokens" });

        Assert.Equal(["k", "flex", "low"], ((string[])["prompt_cache_key", "service_tier", "verbosity"]).Select(name => body.GetProperty(name).GetString()));
        Assert.Equal(100, body.GetProperty("max_completion_tokens").GetInt32());
        Assert.False(body.TryGetProperty("max_tokens", out _));
    }

    [Theory]
    [InlineData("high", "most")]
    [InlineData("low", null)]
    public void Efforts_are_told_in_the_host_s_own_words_or_not_at_all(string effort, string? expected)
    {
        var capabilities = new Capabilities { Efforts = new Dictionary<string, string> { ["high"] = "most" } };

        var body = Map($$$"""{"input":"x","reasoning":{"effort":"{{{effort}}}"}}""", capabilities);

        Assert.Equal(expected, body.TryGetProperty("reasoning_effort", out var told) ? told.GetString() : null);
    }

    [Fact]
    public void The_model_s_own_effort_is_asked_for_where_the_client_names_none()
    {
        Assert.Equal("medium", Map("""{"input":"x"}""", model: new Model { Id = "m", DefaultEffort = "medium" }).GetProperty("reasoning_effort").GetString());
    }

    [Fact]
    public void Settings_of_tools_are_left_out_where_there_are_none()
    {
        var body = Map("""{"input":"x","tool_choice":"auto","parallel_tool_calls":true,"tools":[]}""");

        Assert.All((string[])["tools", "tool_choice", "parallel_tool_calls"], name => Assert.False(body.TryGetProperty(name, out _), name));
    }

    [Fact]
    public void A_named_tool_is_demanded_under_its_upstream_name()
    {
        var body = Map("""{"input":"x","tools":[{"type":"namespace","name":"n","tools":[{"type":"function","name":"f"}]}],"tool_choice":{"type":"function","namespace":"n","name":"f"}}""");

        Assert.Equal("""{"type":"function","function":{"name":"n__f"}}""", body.GetProperty("tool_choice").GetRawText());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    public void A_tool_without_a_schema_gets_one_of_an_empty_object(string parameters)
    {
        var schema = Map($$"""{"input":"x","tools":[{"type":"function","name":"f","parameters":{{parameters}}}]}""").GetProperty("tools")[0].GetProperty("function").GetProperty("parameters");

        Assert.Equal("object", schema.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Object, schema.GetProperty("properties").ValueKind);
    }

    [Fact]
    public void The_host_s_extra_fields_are_added_as_they_stand()
    {
        var body = Map("""{"input":"x"}""", new Capabilities { ExtraBody = JsonElement.Parse("""{"disable_tool_validation":true,"a":{"b":[1]}}""") });

        Assert.True(body.GetProperty("disable_tool_validation").GetBoolean());
        Assert.Equal("""{"b":[1]}""", body.GetProperty("a").GetRawText());
    }
}
