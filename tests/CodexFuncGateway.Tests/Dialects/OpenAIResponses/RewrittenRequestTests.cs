using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

public sealed class RewrittenRequestTests
{
    [Fact]
    public void Only_what_every_upstream_takes_is_written()
    {
        var body = """{"model":"asked","instructions":"Be kind.","input":"hi","client_metadata":{"a":"b"},"metadata":{},"user":"u","max_output_tokens":9,"temperature":0.5,"prompt_cache_key":"k","service_tier":"flex","reasoning":{"effort":"high","summary":"auto"},"text":{"verbosity":"low"}}""";

        Assert.Equal(
            """{"model":"upstream-model","instructions":"Be kind.","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"hi"}]}],"reasoning":{"effort":"high"},"max_output_tokens":9,"temperature":0.5,"stream":true,"store":false,"include":["reasoning.encrypted_content"]}""",
            ResponsesFixture.Map(ResponsesFixture.Request(body), ResponsesFixture.Route()));
    }

    [Fact]
    public void What_more_an_upstream_takes_is_declared()
    {
        var capabilities = new Capabilities
        {
            PromptCacheKey = true, ServiceTier = true, Verbosity = true, ReasoningSummary = true, Sampling = false,
            Efforts = new Dictionary<string, string> { ["xhigh"] = "high" },
        };

        var mapped = ResponsesFixture.MapToJson(
            """{"model":"m","input":"x","temperature":1,"prompt_cache_key":"k","service_tier":"flex","reasoning":{"effort":"xhigh","summary":"auto"},"text":{"verbosity":"low"}}""",
            capabilities);

        Assert.Equal("""{"effort":"high","summary":"auto"}""", mapped.GetProperty("reasoning").GetRawText());
        Assert.Equal("""{"verbosity":"low"}""", mapped.GetProperty("text").GetRawText());
        Assert.Equal("k", mapped.GetProperty("prompt_cache_key").GetString());
        Assert.Equal("flex", mapped.GetProperty("service_tier").GetString());
        Assert.False(mapped.TryGetProperty("temperature", out _));
    }

    [Fact]
    public void A_model_that_cannot_be_told_how_to_think_is_told_nothing()
    {
        var mapped = ResponsesFixture.MapToJson(
            """{"model":"m","input":"x","reasoning":{"effort":"high","summary":"auto"}}""", new Capabilities { Thinking = ThinkingControl.None, ReasoningSummary = true });

        Assert.False(mapped.TryGetProperty("reasoning", out _));
    }

    [Fact]
    public void A_schema_stands_in_the_text_format()
    {
        var mapped = ResponsesFixture.MapToJson(
            """{"model":"m","input":"x","text":{"format":{"type":"json_schema","name":"n","strict":true,"schema":{"type":"object"}}}}""");

        Assert.Equal("""{"format":{"type":"json_schema","name":"n","schema":{"type":"object"},"strict":true}}""", mapped.GetProperty("text").GetRawText());
    }

    [Fact]
    public void An_agent_api_gets_its_own_names_and_nothing_it_does_not_know()
    {
        var agents = new Capabilities
        {
            StoreAndInclude = false, ResponseFormatField = true, ToolChoice = false, ParallelToolCalls = false, Sampling = false,
        };

        var mapped = ResponsesFixture.Map(
            ResponsesFixture.Request(
                """{"model":"m","input":[],"parallel_tool_calls":true,"tools":[{"type":"function","name":"f"}],"text":{"format":{"type":"json_schema","name":"n","schema":{}}}}"""),
            ResponsesFixture.Route(agents));

        Assert.Equal(
            """{"model":"upstream-model","input":[],"tools":[{"type":"function","name":"f","parameters":{"type":"object","properties":{}}}],"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{}}},"stream":true}""",
            mapped);
    }

    [Theory]
    [InlineData("\"required\"", "\"required\"")]
    [InlineData("\"none\"", "\"none\"")]
    [InlineData("""{"type":"function","name":"f"}""", """{"type":"function","name":"f"}""")]
    public void The_choice_of_tools_is_kept(string asked, string written)
    {
        var mapped = ResponsesFixture.MapToJson($$"""{"model":"m","input":[],"tools":[{"type":"function","name":"f"}],"tool_choice":{{asked}}}""");

        Assert.Equal(written, mapped.GetProperty("tool_choice").GetRawText());
    }

    [Fact]
    public void A_choice_that_cannot_be_forced_is_left_to_the_model()
    {
        var mapped = ResponsesFixture.MapToJson(
            """{"model":"m","input":[],"tools":[{"type":"function","name":"f"}],"tool_choice":"required"}""", new Capabilities { ForcedToolChoice = false });

        Assert.Equal("auto", mapped.GetProperty("tool_choice").GetString());
    }

    [Fact]
    public void A_hosted_tool_passes_as_it_is()
    {
        var mapped = ResponsesFixture.MapToJson("""{"model":"m","input":[],"tools":[{"type":"code_interpreter","container":{"type":"auto"}}]}""");

        Assert.Equal("""[{"type":"code_interpreter","container":{"type":"auto"}}]""", mapped.GetProperty("tools").GetRawText());
    }

    [Theory]
    [InlineData("allowed_domains", false, null, """[{"type":"web_search","filters":{"allowed_domains":["a.example","b.example"]}}]""")]
    [InlineData("search_domain_filter", false, null, """[{"type":"web_search","filters":{"search_domain_filter":["a.example","b.example"]}}]""")]
    [InlineData("allowed_domains", true, "max_tool_calls", """[{"type":"web_search","filters":{"allowed_domains":["a.example","b.example"]},"user_location":{"type":"approximate","city":"Ulm"},"search_context_size":"low"}]""")]
    public void A_search_has_the_fields_that_the_upstream_knows(string domains, bool knowsMore, string? limit, string expected)
    {
        var capabilities = new Capabilities { WebSearch = "web_search", SearchDomains = domains, SearchLocation = knowsMore, SearchContextSize = knowsMore, SearchLimitField = limit, SearchBound = 3 };

        var mapped = ResponsesFixture.MapToJson(
            """
            {"model":"m","input":[],"tools":[{"type":"web_search_preview","external_web_access":true,"search_content_types":["text"],"filters":{"allowed_domains":["a.example","b.example"]},
             "user_location":{"type":"approximate","city":"Ulm"},"search_context_size":"low"}]}
            """,
            capabilities);

        Assert.Equal(expected, mapped.GetProperty("tools").GetRawText());
        Assert.Equal(limit is null ? "" : "3", mapped.TryGetProperty("max_tool_calls", out var most) ? most.GetRawText() : "");
    }

    [Fact]
    public void Mapping_twice_gives_equal_bytes()
    {
        var request = ResponsesFixture.Request("""{"model":"m","input":"x","tools":[{"type":"function","name":"f"}]}""");

        Assert.Equal(ResponsesFixture.Map(request, ResponsesFixture.Route()), ResponsesFixture.Map(request, ResponsesFixture.Route()));
    }

    [Fact]
    public void The_models_own_effort_is_used_where_none_is_asked_for()
    {
        var route = ResponsesFixture.Route(model: new Model { Id = "m", DefaultEffort = "low" });

        var mapped = JsonElement.Parse(ResponsesFixture.Map(new ResponsesRequest { Root = default, Model = "m" }, route));

        Assert.Equal("low", mapped.GetProperty("reasoning").GetProperty("effort").GetString());
    }
}
