using CodexFuncGateway.Simulators.Gemini;
using static CodexFuncGateway.Tests.Simulators.AnthropicHistoryTests;
using static CodexFuncGateway.Tests.Simulators.GeminiRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>Names, types, credentials and paths at the simulated generateContent.</summary>
public sealed class GeminiFieldTests
{
    [Theory]
    [InlineData(Newer)]
    [InlineData(Older)]
    [InlineData("gemini-3.1-pro-preview")]
    public void A_good_request_is_accepted(string model)
    {
        Assert.Null(ToolLoop().GeminiRefusal(model));
        Assert.Null(ToolLoop().GeminiRefusal(model, isVertex: true));
    }

    [Fact]
    public void Every_unknown_name_is_told_with_its_place()
    {
        var body = ToolLoop();
        body["stream"] = true;
        body.Part(1)["functionCall"]!["namespace"] = "x";

        Assert.Equal(
            "Invalid JSON payload received. Unknown name \"namespace\" at 'contents[1].parts[0].function_call': Cannot find field.\n"
            + "Invalid JSON payload received. Unknown name \"stream\": Cannot find field.",
            body.GeminiRefusal());
    }

    [Fact]
    public void The_older_schema_knows_few_keywords_at_any_depth()
    {
        var body = ToolLoop();
        body.Function().Remove("parametersJsonSchema");
        body.Function()["parameters"] = SimulatedRequests.Json("""{"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"anyOf":[{"type":"NUMBER","exclusiveMinimum":0}]}}}""");

        Assert.Equal(
            "Invalid JSON payload received. Unknown name \"exclusiveMinimum\" at 'tools[0].function_declarations[0].parameters.properties[1].value.any_of[0]': Cannot find field.",
            body.GeminiRefusal());
    }

    [Theory]
    [InlineData("temperature", "\"1\"", "Invalid value at 'generation_config.temperature' (number)")]
    [InlineData("stopSequences", "\"x\"", "Invalid value at 'generation_config.stop_sequences' (a list)")]
    [InlineData("thinkingConfig", "3", "Invalid value at 'generation_config.thinking_config' (an object)")]
    public void A_value_of_another_type_is_refused(string name, string value, string message) =>
        Assert.StartsWith(message, Question().With(body => body.Settings()[name] = SimulatedRequests.Json(value)).GeminiRefusal());

    [Fact]
    public void A_signature_that_is_no_base64_is_refused() =>
        Assert.Contains("(TYPE_BYTES), Base64 decoding failed", ToolLoop().With(body => body.Part(1)["thoughtSignature"] = "?").GeminiRefusal());

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, "Unknown name \"serviceTier\"")]
    public void The_tier_of_service_stands_in_the_body_except_on_Vertex(bool isVertex, string? message) =>
        AssertMatches(message, Question().With(body => body["serviceTier"] = "flex").GeminiRefusal(isVertex: isVertex));

    [Fact]
    public void A_request_without_a_key_is_refused()
    {
        var request = Question().ToGemini() with { Headers = new Dictionary<string, string>() };

        Assert.Equal(403, new GeminiSimulator().FindRejection(request)!.Status);
        Assert.Equal(401, new GeminiSimulator(GeminiService.Vertex).FindRejection(request)!.Status);
    }

    [Fact]
    public void Vertex_takes_a_token() =>
        Assert.Null(new GeminiSimulator(GeminiService.Vertex).FindRejection(
            Question().ToGemini(isVertex: true) with { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer ya29.x" } }));

    [Theory]
    [InlineData("gemini-1.0-ultra", "generateContent")]
    [InlineData(Newer, "countTokens")]
    public void A_model_or_a_method_that_there_is_not_is_not_found(string model, string method) =>
        Assert.Equal(404, new GeminiSimulator().FindRejection(Question().ToGemini(model, method))!.Status);

    [Fact]
    public void Both_services_answer_where_they_should()
    {
        Assert.True(GeminiService.Developer.Path.Matches("/v1beta/models/gemini-2.5-pro:generateContent"));
        Assert.True(GeminiService.Vertex.Path.Matches("/v1beta1/projects/p-1/locations/us-central1/publishers/google/models/gemini-2.5-pro:streamGenerateContent"));
    }
}
