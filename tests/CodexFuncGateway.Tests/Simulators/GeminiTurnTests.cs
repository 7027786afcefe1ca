using static CodexFuncGateway.Tests.Simulators.AnthropicHistoryTests;
using static CodexFuncGateway.Tests.Simulators.GeminiRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>The order of turns and the form of parts at the simulated generateContent.</summary>
public sealed class GeminiTurnTests
{
    private const string WrongCount = "number of function response parts is equal to the number of function call parts";

    [Theory]
    [InlineData("assistant")]
    [InlineData("system")]
    [InlineData("function")]
    public void Only_the_user_and_the_model_speak(string role) =>
        Assert.Contains("valid role", Question().With(body => body.Contents()[0]!["role"] = role).GeminiRefusal());

    [Fact]
    public void Neighbouring_contents_of_one_role_count_as_one()
    {
        var body = ToolLoop();
        body.Contents().Insert(2, SimulatedRequests.Json("""{"role":"model","parts":[{"functionCall":{"name":"shell"}}]}"""));
        body.Contents().Add(SimulatedRequests.Json("""{"role":"user","parts":[{"functionResponse":{"name":"shell","response":{}}}]}"""));

        Assert.Null(body.GeminiRefusal());
    }

    [Fact]
    public void A_request_without_contents_or_parts_is_refused()
    {
        Assert.Contains("contents is not specified", Question().With(body => body.Contents().Clear()).GeminiRefusal());
        Assert.Contains("must not be empty", Question().With(body => body.Parts(0).Clear()).GeminiRefusal());
    }

    [Fact]
    public void A_call_may_not_begin_the_conversation() =>
        Assert.Contains("function call turn comes immediately after a user turn", ToolLoop().With(body => body.Contents().RemoveAt(0)).GeminiRefusal());

    [Fact]
    public void A_call_must_be_answered() =>
        Assert.Contains("function call turn", ToolLoop().With(body => body.Contents().RemoveAt(2)).GeminiRefusal());

    [Fact]
    public void A_response_without_a_call_is_refused() =>
        Assert.Contains("comes immediately after a function call turn", ToolLoop().With(body => body.Contents().RemoveAt(1)).With(body => body.Contents().RemoveAt(0)).GeminiRefusal());

    [Fact]
    public void Two_responses_to_one_call_are_refused() =>
        Assert.Contains(WrongCount, ToolLoop().With(body => body.Parts(2).Add(body.Part(2).DeepClone())).GeminiRefusal());

    [Fact]
    public void One_response_to_two_calls_is_refused() =>
        Assert.Contains(WrongCount, ToolLoop().With(body => body.Parts(1).Add(SimulatedRequests.Json("""{"functionCall":{"name":"shell"}}"""))).GeminiRefusal());

    [Theory]
    [InlineData("id", "c2")]
    [InlineData("name", "other")]
    public void A_response_that_belongs_to_another_call_is_refused(string field, string value) =>
        Assert.Contains("names and ids", ToolLoop().With(body => body.Part(2)["functionResponse"]![field] = value).GeminiRefusal());

    [Fact]
    public void The_user_s_words_may_stand_beside_responses() =>
        Assert.Null(ToolLoop().With(body => body.Parts(2).Add(SimulatedRequests.Json("""{"text":"And?"}"""))).GeminiRefusal());

    [Theory]
    [InlineData(Older, null)]
    [InlineData("gemini-3-flash-preview", null)]
    [InlineData(Newer, "ending with a model turn")]
    public void Newer_models_want_the_last_word_to_be_the_user_s(string model, string? message) =>
        AssertMatches(message, Question().With(body => body.Contents().Add(SimulatedRequests.Json("""{"role":"model","parts":[{"text":"So"}]}"""))).GeminiRefusal(model));

    [Theory]
    [InlineData("""{}""", "required oneof field 'data'")]
    [InlineData("""{"thought":true}""", "required oneof field 'data'")]
    [InlineData("""{"text":"a","inlineData":{"mimeType":"image/png","data":"AAAA"}}""", "Cannot set 'inlineData'")]
    [InlineData("""{"inlineData":{"mimeType":"image/gif","data":"AAAA"}}""", "Unsupported MIME type: image/gif")]
    [InlineData("""{"inlineData":{"mimeType":"image/png","data":"%"}}""", "Base64")]
    public void A_wrong_part_is_refused(string part, string message) =>
        Assert.Contains(message, Question().With(body => body.Parts(0).Add(SimulatedRequests.Json(part))).GeminiRefusal());

    [Fact]
    public void Vertex_refuses_empty_text_and_an_address_without_a_type()
    {
        Assert.Contains("empty text parameter", Question().With(body => body.Part(0)["text"] = "").GeminiRefusal(isVertex: true));
        Assert.Contains("mimeType", Question().With(body => body.Parts(0).Add(SimulatedRequests.Json("""{"fileData":{"fileUri":"https://example.com/a.png"}}"""))).GeminiRefusal(isVertex: true));
    }

    [Theory]
    [InlineData(Newer, null)]
    [InlineData(Older, "Multimodal function responses")]
    public void Only_newer_models_take_images_in_responses(string model, string? message)
    {
        var body = ToolLoop();
        body.Part(2)["functionResponse"]!["parts"] = SimulatedRequests.Json("""[{"inlineData":{"mimeType":"image/png","data":"AAAA"}}]""");

        AssertMatches(message, body.GeminiRefusal(model));
    }
}
