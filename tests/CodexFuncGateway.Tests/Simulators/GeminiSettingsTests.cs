using static CodexFuncGateway.Tests.Simulators.AnthropicHistoryTests;
using static CodexFuncGateway.Tests.Simulators.GeminiRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Tools, schemas, thinking and ranges at the simulated generateContent.</summary>
public sealed class GeminiSettingsTests
{
    private const string Pro = "gemini-2.5-pro";

    [Theory]
    [InlineData(Newer, """{"thinkingLevel":"minimal"}""", null)]
    [InlineData(Newer, """{"thinkingLevel":"HIGH","includeThoughts":true}""", null)]
    [InlineData(Newer, """{"thinkingLevel":"xhigh"}""", "(ThinkingLevel)")]
    [InlineData(Newer, """{"thinkingLevel":"low","thinkingBudget":100}""", "only one of thinking budget and thinking level")]
    [InlineData("gemini-3.1-pro-preview", """{"thinkingLevel":"minimal"}""", "MINIMAL is not supported")]
    [InlineData("gemini-3.7-flash", """{"thinkingLevel":"minimal"}""", "MINIMAL is not supported")]
    [InlineData(Older, """{"thinkingLevel":"low"}""", "Thinking level is not supported")]
    [InlineData(Older, """{"thinkingBudget":0}""", null)]
    [InlineData(Older, """{"thinkingBudget":0,"includeThoughts":true}""", "only enabled when thinking is enabled")]
    [InlineData(Older, """{"thinkingBudget":24577}""", "between 1 and 24576")]
    [InlineData("gemini-2.5-flash-lite", """{"thinkingBudget":511}""", "between 512 and 24576")]
    [InlineData(Pro, """{"thinkingBudget":0}""", "only works in thinking mode")]
    [InlineData(Pro, """{"thinkingBudget":127}""", "between 128 and 32768")]
    [InlineData(Pro, """{"thinkingBudget":-1}""", null)]
    public void Each_model_takes_its_own_measure_of_thinking(string model, string thinking, string? message) =>
        AssertMatches(message, Question().With(body => body.Settings()["thinkingConfig"] = SimulatedRequests.Json(thinking)).GeminiRefusal(model));

    [Theory]
    [InlineData("temperature", 2.1)]
    [InlineData("topP", 1.1)]
    [InlineData("maxOutputTokens", 0)]
    [InlineData("maxOutputTokens", 65_537)]
    public void Values_out_of_range_are_refused(string name, double value) =>
        Assert.Contains("must be in the range", Question().With(body => body.Settings()[name] = value).GeminiRefusal());

    [Theory]
    [InlineData("3d", "Invalid function name")]
    [InlineData("-x", "Invalid function name")]
    [InlineData("a b", "Invalid function name")]
    [InlineData("a.b:c-d_e", null)]
    public void Names_begin_with_a_letter(string name, string? message) => AssertMatches(message, Question().With(body => body.Function()["name"] = name).GeminiRefusal());

    [Fact]
    public void Two_functions_of_one_name_are_refused()
    {
        var body = Question();
        body["tools"]![0]!["functionDeclarations"]!.AsArray().Add(body.Function().DeepClone());

        Assert.Contains("Duplicate function declaration found: shell", body.GeminiRefusal());
    }

    [Theory]
    [InlineData("""{"type":"OBJECT","properties":{}}""", "should be non-empty for OBJECT type")]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":"ARRAY"}}}""", "items: missing field")]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":["STRING"]}}}""", "parameters.properties[0].value.type' (Type)")]
    [InlineData("""{"type":"OBJECT","properties":{"a":{"type":"STRING"}}}""", null)]
    public void The_older_form_of_schemas_has_rules_of_its_own(string schema, string? message)
    {
        var body = Question().With(body => body.Function()["parameters"] = SimulatedRequests.Json(schema));

        Assert.NotNull(body.GeminiRefusal());
        AssertMatches(message, body.With(body => body.Function().Remove("parametersJsonSchema")).GeminiRefusal());
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":["string","null"]}}}""", null)]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/A","description":"x"}},"$defs":{"A":{}}}""", "if $ref is set, no other properties")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/definitions/A"}}}""", "undefined schema")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","exclusiveMinimum":0}}}""", "'exclusiveMinimum' is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"const":1}}}""", "'const' is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"items":{"encrypted":true}}}}""", "'encrypted' is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"enum":["x",null]}}}""", "only strings and numbers")]
    [InlineData("""{"type":"string"}""", "must be of type object")]
    public void JSON_schemas_hold_what_is_documented(string schema, string? message) =>
        AssertMatches(message, Question().With(body => body.Function()["parametersJsonSchema"] = SimulatedRequests.Json(schema)).GeminiRefusal());

    [Theory]
    [InlineData(Newer, false, "include_server_side_tool_invocations")]
    [InlineData(Newer, true, null)]
    [InlineData(Older, false, "Tool use with function calling is unsupported")]
    [InlineData(Older, true, "circulation is not enabled")]
    public void A_search_beside_functions_takes_a_newer_model_and_a_word(string model, bool tells, string? message)
    {
        var body = Question();
        body["tools"]!.AsArray().Add(SimulatedRequests.Json("""{"googleSearch":{}}"""));
        if (tells)
        {
            body["toolConfig"] = SimulatedRequests.Json("""{"includeServerSideToolInvocations":true}""");
        }

        AssertMatches(message, body.GeminiRefusal(model));
    }

    [Theory]
    [InlineData("""{"mode":"VALIDATED"}""", null)]
    [InlineData("""{"mode":"ANY","allowedFunctionNames":["shell"]}""", null)]
    [InlineData("""{"mode":"ANY","allowedFunctionNames":["other"]}""", "undeclared function: other")]
    [InlineData("""{"mode":"AUTO","allowedFunctionNames":["shell"]}""", "should only be set")]
    [InlineData("""{"mode":"REQUIRED"}""", "(Mode)")]
    public void The_choice_among_functions_names_known_ones(string choice, string? message) =>
        AssertMatches(message, Question().With(body => body["toolConfig"] = SimulatedRequests.Json($$"""{"functionCallingConfig":{{choice}}}""")).GeminiRefusal());

    [Fact]
    public void A_choice_without_functions_is_refused()
    {
        var body = Question().With(body => body.Remove("tools"));
        body["toolConfig"] = SimulatedRequests.Json("""{"functionCallingConfig":{"mode":"NONE"}}""");

        Assert.Contains("without function_declarations", body.GeminiRefusal());
    }

    [Theory]
    [InlineData(Newer, """{"responseMimeType":"application/json","responseJsonSchema":{"type":"object"}}""", null)]
    [InlineData(Older, """{"responseMimeType":"application/json"}""", "is unsupported")]
    [InlineData(Newer, """{"responseJsonSchema":{"type":"object"}}""", "must be application/json")]
    [InlineData(Newer, """{"responseMimeType":"application/json","responseJsonSchema":{"type":"string","pattern":"x"}}""", "'pattern' is not supported")]
    public void The_form_of_an_answer_has_rules(string model, string settings, string? message) =>
        AssertMatches(message, Question().With(body => body["generationConfig"] = SimulatedRequests.Json(settings)).GeminiRefusal(model));
}
