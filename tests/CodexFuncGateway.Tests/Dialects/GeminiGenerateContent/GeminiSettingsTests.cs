using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

public sealed class GeminiSettingsTests
{
    private const string Schema = """{"type":"object","properties":{"a":{"type":"string","minLength":1}}}""";

    private static readonly Capabilities Levels = Plain with
    {
        Thinking = ThinkingControl.Effort,
        Efforts = new Dictionary<string, string> { ["none"] = "low", ["low"] = "low", ["high"] = "high", ["xhigh"] = "high" },
    };

    private static readonly Capabilities Budgets = Plain with
    {
        Thinking = ThinkingControl.Budget,
        Efforts = new Dictionary<string, string> { ["none"] = "0", ["minimal"] = "1024", ["low"] = "2458", ["high"] = "14746", ["max"] = "24576" },
    };

    [Theory]
    [InlineData("none", "low")]
    [InlineData("xhigh", "high")]
    public void Newer_models_think_at_a_level(string effort, string level) =>
        Assert.Equal($$"""{"includeThoughts":true,"thinkingLevel":"{{level}}"}""", Thinking(Asking(effort), Levels));

    [Theory]
    [InlineData(null)]
    [InlineData("ultra")]
    public void Without_a_known_effort_the_model_decides(string? effort)
    {
        Assert.Equal("""{"includeThoughts":true}""", Thinking(Asking(effort), Levels));
        Assert.Equal("""{"includeThoughts":true}""", Thinking(Asking(effort), Budgets));
    }

    [Theory]
    [InlineData("minimal", 1_024)]
    [InlineData("low", 2_458)]
    [InlineData("max", 24_576)]
    public void Older_models_think_within_a_budget(string effort, int budget) =>
        Assert.Equal($$"""{"includeThoughts":true,"thinkingBudget":{{budget}}}""", Thinking(Asking(effort), Budgets));

    [Fact]
    public void Thoughts_are_not_asked_for_where_there_are_none()
    {
        Assert.Equal("""{"includeThoughts":false,"thinkingBudget":0}""", Thinking(Asking("none"), Budgets));
        Assert.False(Map(Asking("high")).GetProperty("generationConfig").TryGetProperty("thinkingConfig", out _));
    }

    [Theory]
    [InlineData(15_770, 14_746)]
    [InlineData(15_769, 2_458)]
    [InlineData(2_048, 1_024)]
    [InlineData(2_047, 0)]
    [InlineData(1, 0)]
    public void A_budget_leaves_room_for_an_answer(int limit, int budget)
    {
        var thinking = Map(Asking("high") with { MaxOutputTokens = limit }, Budgets).GetProperty("generationConfig").GetProperty("thinkingConfig");

        Assert.Equal(budget, thinking.GetProperty("thinkingBudget").GetInt32());
    }

    [Fact]
    public void A_model_that_cannot_rest_thinks_as_little_as_it_can()
    {
        var pro = Budgets with { Efforts = new Dictionary<string, string> { ["none"] = "128", ["low"] = "2458" } };

        Assert.Equal("""{"includeThoughts":true,"thinkingBudget":128}""", Thinking(Asking("low") with { MaxOutputTokens = 100 }, pro));
    }

    [Fact]
    public void A_default_effort_is_the_model_s() =>
        Assert.Equal("""{"includeThoughts":true,"thinkingLevel":"high"}""", Map(Asking(null), Levels, "high").GetProperty("generationConfig").GetProperty("thinkingConfig").GetRawText());

    [Theory]
    [InlineData(100, 100)]
    [InlineData(1_000_000, 64_000)]
    public void The_output_limit_is_the_client_s_but_not_over_the_model_s(int asked, int sent) =>
        Assert.Equal(sent, Map(Asking(null) with { MaxOutputTokens = asked }).GetProperty("generationConfig").GetProperty("maxOutputTokens").GetInt32());

    [Fact]
    public void Sampling_is_passed_on_within_its_range_where_it_is_taken()
    {
        var request = Asking(null) with { Temperature = 3, TopP = 0.5 };

        Assert.Equal("""{"temperature":2,"topP":0.5}""", Map(request).GetProperty("generationConfig").GetRawText());
        Assert.Equal("{}", Map(request, Plain with { Sampling = false }).GetProperty("generationConfig").GetRawText());
    }

    [Fact]
    public void An_answer_is_held_to_a_schema()
    {
        var settings = Map(Asking(null) with { OutputFormat = new OutputFormat("answer", JsonElement.Parse(Schema), true) }).GetProperty("generationConfig");

        Assert.Equal("application/json", settings.GetProperty("responseMimeType").GetString());
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"string","description":"(minLength: 1)"}}}""", settings.GetProperty("responseJsonSchema").GetRawText());
    }

    [Fact]
    public void Any_JSON_at_all_needs_no_schema() =>
        Assert.Equal("""{"responseMimeType":"application/json"}""", Map(Asking(null) with { OutputFormat = new OutputFormat("", null, null) }).GetProperty("generationConfig").GetRawText());

    [Theory]
    [InlineData("flex", true, "flex")]
    [InlineData("priority", true, "priority")]
    [InlineData("auto", true, null)]
    [InlineData("flex", false, null)]
    public void A_known_tier_of_service_is_asked_for_where_it_is_taken(string asked, bool isTaken, string? sent)
    {
        var request = Asking(null) with { ServiceTier = asked };

        var body = Map(request, Plain with { ServiceTier = isTaken });
        var byHeader = MapRequest(request, Plain with { ServiceTier = isTaken, ServiceTierHeader = "X-Tier" });

        Assert.Equal(sent, body.TryGetProperty("serviceTier", out var tier) ? tier.GetString() : null);
        Assert.Equal(sent, byHeader.Headers.GetValueOrDefault("X-Tier"));
        Assert.False(JsonElement.Parse(byHeader.Body.Span).TryGetProperty("serviceTier", out _));
    }

    [Fact]
    public void Fields_of_the_data_are_added_as_they_stand() =>
        Assert.Equal("[1]", Map(Asking(null), Plain with { ExtraBody = JsonElement.Parse("""{"safetySettings":[1]}""") }).GetProperty("safetySettings").GetRawText());

    private static ResponsesRequest Asking(string? effort) => Request(User("Hi")) with { ReasoningEffort = effort };

    private static string Thinking(ResponsesRequest request, Capabilities capabilities) =>
        Map(request, capabilities).GetProperty("generationConfig").GetProperty("thinkingConfig").GetRawText();
}
