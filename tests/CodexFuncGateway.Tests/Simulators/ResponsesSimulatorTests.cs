using System.Text.Json.Nodes;
using CodexFuncGateway.Simulators.OpenAIResponses;
using static CodexFuncGateway.Tests.Simulators.ResponsesRequests;

namespace CodexFuncGateway.Tests.Simulators;

/// <summary>What the simulated services of the Responses API take and refuse.</summary>
public sealed class ResponsesSimulatorTests
{
    private const string Patch = """{"type":"custom","name":"apply_patch","description":"Edits.","format":{"type":"grammar","syntax":"lark","definition":"start: x"}}""";
    private const string Namespace = """{"type":"namespace","name":"agents","description":"d","tools":[{"type":"function","name":"spawn","parameters":{"type":"object"}}]}""";

    [Theory]
    [InlineData("openai")]
    [InlineData("azure")]
    [InlineData("xai")]
    [InlineData("openrouter")]
    public void A_good_tool_loop_is_accepted(string service) => Assert.Null(ToolLoop().Refusal(Named(service)));

    [Theory]
    [InlineData("openai", 401)]
    [InlineData("azure", 401)]
    [InlineData("xai", 400)]
    public void A_request_without_a_key_is_refused(string service, int status)
    {
        var wire = new OpenAIResponsesSimulator(Named(service));

        Assert.Equal(status, wire.FindRejection(ToolLoop().To(wire))!.Status);
    }

    [Theory]
    [InlineData("openrouter", "previous_response_id", "null", "previous_response_id")]
    [InlineData("perplexity", "tool_choice", "\"auto\"", "tool_choice")]
    [InlineData("perplexity", "reasoning", """{"effort":"low","summary":"auto"}""", "reasoning.summary")]
    [InlineData("perplexity", "reasoning", """{"effort":"none"}""", "does not support")]
    public void A_service_refuses_what_its_own_client_cannot_say(string service, string name, string value, string fragment)
    {
        var body = ToolLoop().With(body => body[name] = JsonNode.Parse(value));
        if (service == "perplexity")
        {
            body.Remove("store");
            body.Remove("include");
        }

        var error = ErrorOf(body, Named(service));

        Assert.Contains(fragment, error["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(400, error["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("gpt-4.1", true)]
    [InlineData("gpt-5.5", false)]
    public void A_model_that_does_not_think_has_no_reasoning_to_encrypt(string model, bool refused) =>
        Assert.Equal(refused, ToolLoop().With(body => body["model"] = model).Refusal(Named("openai")) is not null);

    [Theory]
    [InlineData("openai", "\"b\"", true)]
    [InlineData("openai", """[{"type":"output_text","text":"b"}]""", true)]
    [InlineData("openrouter", "\"b\"", true)]
    [InlineData("openrouter", """[{"type":"output_text","text":"b"}]""", false)]
    public void An_assistant_s_words_have_the_form_that_the_service_knows(string service, string content, bool accepted)
    {
        var said = SimulatedRequests.Json($$"""{"type":"message","role":"assistant","content":{{content}}}""");

        Assert.Equal(accepted, ToolLoop().With(body => body.Input().Add(said)).Refusal(Named(service)) is null);
    }

    [Fact]
    public void Azure_does_not_take_a_key_as_a_bearer_token()
    {
        var wire = new OpenAIResponsesSimulator(ResponsesProviders.Azure);

        Assert.Equal(401, wire.FindRejection(ToolLoop().To(wire, ("Authorization", "Bearer key")))!.Status);
    }

    [Theory]
    [InlineData("openai", "max_tokens", "5", "max_tokens")]
    [InlineData("openai", "reasoning", """{"effort":"low","budget":1}""", "reasoning.budget")]
    [InlineData("azure", "seed", "5", "seed")]
    public void An_unknown_parameter_is_named(string service, string name, string value, string parameter)
    {
        var error = ErrorOf(ToolLoop().With(body => body[name] = SimulatedRequests.Json(value)), Named(service));

        Assert.Equal("unknown_parameter", error["code"]!.GetValue<string>());
        Assert.Equal(parameter, error["param"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("client_metadata", "{}", 422, "client_metadata")]
    [InlineData("reasoning", """{"effort":"xhigh"}""", 400, "does not support")]
    public void Xai_refuses_in_its_own_form(string name, string value, int status, string fragment)
    {
        var rejection = ToolLoop().With(body => body[name] = SimulatedRequests.Json(value)).Refusal(ResponsesProviders.Xai)!;

        Assert.Equal(status, rejection.Status);
        Assert.Contains(fragment, JsonNode.Parse(rejection.Body)!["error"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(Patch)]
    [InlineData(Namespace)]
    [InlineData("""{"type":"tool_search","execution":"client","description":"d","parameters":{"type":"object"}}""")]
    public void Codexs_own_kinds_of_tools_are_taken_by_OpenAI_and_refused_by_xAI(string tool)
    {
        var body = ToolLoop().With(body => body["tools"]!.AsArray().Add(SimulatedRequests.Json(tool)));

        Assert.Null(body.Refusal(ResponsesProviders.OpenAI));
        Assert.Equal(422, body.Refusal(ResponsesProviders.Xai)!.Status);
    }

    [Theory]
    [InlineData("""{"type":"function","name":"a.b","parameters":{"type":"object"}}""", "tools[1].name")]
    [InlineData("""{"type":"function","name":"a","parameters":{"type":"string"}}""", "tools[1].parameters")]
    [InlineData("""{"type":"function","name":"a","function":{}}""", "tools[1].function")]
    [InlineData("""{"type":"custom","name":"a","format":{"type":"grammar"}}""", "tools[1].format")]
    [InlineData("""{"type":"bash","name":"a"}""", "tools[1].type")]
    [InlineData("""{"type":"function","name":"shell","parameters":{"type":"object"}}""", "tools")]
    public void A_wrong_tool_is_refused(string tool, string parameter) =>
        Assert.Equal(parameter, ErrorOf(ToolLoop().With(body => body["tools"]!.AsArray().Add(SimulatedRequests.Json(tool))), ResponsesProviders.OpenAI)["param"]!.GetValue<string>());

    [Theory]
    [InlineData("""{"type":"tool_result"}""", "Invalid value: 'tool_result'")]
    [InlineData("""{"type":"message","role":"tool","content":"x"}""", "Invalid value: 'tool'")]
    [InlineData("""{"type":"message","role":"user","content":[{"type":"output_text","text":"x"}]}""", "Invalid value: 'output_text'")]
    [InlineData("""{"type":"message","role":"user","content":"x","thought":"y"}""", "Unknown parameter: 'input[4].thought'")]
    [InlineData("""{"type":"function_call_output","call_id":"call_9","output":"x"}""", "No tool call found for function call output with call_id call_9")]
    [InlineData("""{"type":"custom_tool_call_output","call_id":"call_1","output":"x"}""", "No tool call found for custom tool call output with call_id call_1")]
    [InlineData("""{"type":"function_call","call_id":"call_2","name":"shell","arguments":"{}"}""", "No tool output found for function call call_2")]
    [InlineData("""{"type":"reasoning","summary":[],"encrypted_content":"forged"}""", "without its required following item")]
    [InlineData("""{"type":"item_reference","id":"rs_1"}""", "not found")]
    public void A_wrong_last_item_is_refused(string item, string message) =>
        Assert.Contains(message, ErrorOf(ToolLoop().With(body => body.Input().Add(SimulatedRequests.Json(item))), ResponsesProviders.OpenAI)["message"]!.GetValue<string>());

    [Theory]
    [InlineData("""{"type":"custom_tool_call","call_id":"c","name":"apply_patch","input":"x"}""")]
    [InlineData("""{"type":"compaction_trigger"}""")]
    public void Xai_cannot_read_items_of_Codexs_own(string item)
    {
        var rejection = ToolLoop().With(body => body.Input().Add(SimulatedRequests.Json(item))).Refusal(ResponsesProviders.Xai)!;

        Assert.Equal(422, rejection.Status);
        Assert.Contains("untagged enum ModelInput", rejection.Body);
    }

    private static JsonNode ErrorOf(JsonObject body, ResponsesQuirks quirks) => JsonNode.Parse(body.Refusal(quirks)!.Body)!["error"]!;
}
