using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Dialects.ReplicatePredictions;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Simulators.Replicate;
using CodexFuncGateway.Tests.Catalog;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Dialects.ReplicatePredictions;

public sealed class ReplicateRequestTests
{
    private static readonly Dictionary<string, string> Headers = new() { ["Authorization"] = "Bearer a-key" };

    public static TheoryData<string> Models => [.. CatalogFixture.BuiltIn.Offers.Where(offer => offer.Provider.Name == "replicate").Select(offer => offer.Model.Id)];

    [Theory]
    [MemberData(nameof(Models))]
    public void No_model_is_sent_a_field_that_it_does_not_have(string model)
    {
        var request = Map("""{"input":"Hi","instructions":"Be brief.","temperature":0.5,"top_p":0.5,"reasoning":{"effort":"high"}}""", CatalogFixture.Resolve($"replicate/{model}"));

        Assert.Equal($"/models/{model}/predictions", request.Path);
        Assert.Null(new ReplicateSimulator().FindRejection(new SimulatedRequest("POST", $"/v1{request.Path}", Headers, request.Body.ToArray(), JsonElement.Parse(request.Body.Span)))?.Body);
    }

    [Theory]
    [InlineData("owner/name", "/models/owner/name/predictions", null)]
    [InlineData("owner/name:0123abcd", "/predictions", "0123abcd")]
    [InlineData("owner/na me?x=1#y", "/models/owner/na%20me%3Fx%3D1%23y/predictions", null)]
    public void A_model_is_asked_by_its_name_or_by_its_version(string model, string path, string? version)
    {
        var request = Map("""{"input":"Hi"}""", Route(model));

        Assert.Equal(path, request.Path);
        Assert.Equal(version, JsonElement.Parse(request.Body.Span).TryGetProperty("version", out var told) ? told.GetString() : null);
    }

    [Theory]
    [InlineData("../../account")]
    [InlineData("owner/..")]
    [InlineData("owner//name")]
    public void A_name_that_leads_elsewhere_is_refused(string model) =>
        Assert.Equal(ErrorKind.InvalidRequest, Assert.Throws<GatewayException>(() => Map("""{"input":"Hi"}""", Route(model))).Error.Kind);

    [Fact]
    public void A_single_question_stands_as_it_is() =>
        Assert.Equal("""{"system_prompt":"Be brief.","prompt":"Hi\nthere","max_tokens":100}""", Input("""{"input":[{"role":"developer","content":"Be brief."},{"role":"user","content":"Hi\nthere"}],"max_output_tokens":100}"""));

    [Fact]
    public void A_conversation_is_told_turn_by_turn()
    {
        var input = Input("""
            {"input":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello."},{"role":"developer","content":"Mode changed."},
              {"type":"function_call","call_id":"c","name":"shell","arguments":"{}"},{"type":"function_call_output","call_id":"c","output":"a.txt"},{"role":"user","content":"So?"}],"max_output_tokens":9}
            """);

        Assert.Equal(
            "User: Hi\n\nAssistant: Hello.\n\nSystem: Mode changed.\n\nAssistant: [called shell with {}]\n\nTool: a.txt\n\nUser: So?\n\nAssistant:",
            JsonElement.Parse(input).GetProperty("prompt").GetString());
    }

    [Fact]
    public void Instructions_lead_the_prompt_of_a_model_without_a_field_for_them() =>
        Assert.Equal("""{"prompt":"Be brief.\n\nHi","max_tokens":8192}""", Input("""{"instructions":"Be brief.","input":"Hi"}""", new Capabilities { InstructionField = null }));

    [Fact]
    public void The_limit_is_always_stated_under_the_model_s_own_name() =>
        Assert.Equal("""{"prompt":"Hi","max_new_tokens":8192}""", Input("""{"input":"Hi","max_output_tokens":100000}""", new Capabilities { MaxTokensField = "max_new_tokens" }));

    private static string Input(string request, Capabilities? capabilities = null) =>
        JsonElement.Parse(Map(request, Route("owner/name", capabilities)).Body.Span).GetProperty("input").GetRawText();

    private static UpstreamRequest Map(string request, Route route)
    {
        var json = request[..request.IndexOf('{', StringComparison.Ordinal)] + "{\"model\":\"asked\"," + request[(request.IndexOf('{', StringComparison.Ordinal) + 1)..];
        return new ReplicatePredictionsDialect().MapRequest(ResponsesRequestReader.Read(JsonView.Parse(json)), route);
    }

    private static Route Route(string model, Capabilities? capabilities = null) => new(
        "asked",
        new Provider { Name = "p", DisplayName = "Provider", Dialect = "replicate-predictions" },
        new Model { Id = model },
        capabilities ?? new Capabilities { Thinking = ThinkingControl.None },
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });
}
