using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.ChatApi;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ChatApi;

/// <summary>The Responses request that a chat request becomes.</summary>
public sealed class ChatRequestReaderTests
{
    [Fact]
    public void A_search_is_asked_for_with_a_tool()
    {
        var request = Read("""{"model":"m","messages":[{"role":"user","content":"x"}],"web_search_options":{"search_context_size":"low","user_location":{"type":"approximate","approximate":{"city":"Ulm","country":"DE"}}}}""");

        Assert.Equal("""[{"type":"web_search","search_context_size":"low","user_location":{"type":"approximate","city":"Ulm","country":"DE"}}]""", request["tools"]!.ToJsonString());
    }

    [Fact]
    public void A_question_becomes_a_message_and_settings_keep_their_meaning() => AssertBecomes(
        """
        {"model":"m","stream":true,"temperature":0.5,"top_p":null,"max_tokens":9,"max_completion_tokens":20,"reasoning_effort":"low","verbosity":"high",
         "user":"u","metadata":{"a":"b"},"service_tier":"flex","seed":7,"logit_bias":{},"store":true,"messages":[{"role":"user","content":"a \"b\" \u00e9"}]}
        """,
        """
        {"model":"m","stream":true,"temperature":0.5,"service_tier":"flex","metadata":{"a":"b"},"user":"u","store":false,"max_output_tokens":20,
         "reasoning":{"effort":"low"},"text":{"verbosity":"high"},"input":[{"type":"message","role":"user","content":"a \"b\" é"}]}
        """);

    [Fact]
    public void Parts_get_the_names_they_have_in_Responses() => AssertBecomes(
        """
        {"model":"m","messages":[
          {"role":"system","content":[{"type":"text","text":"S"}]},
          {"role":"user","content":[{"type":"text","text":"Look"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}},
            {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}},{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}]},
          {"role":"assistant","content":[{"type":"text","text":"A"},{"type":"refusal","refusal":"No"}]}]}
        """,
        """
        {"model":"m","store":false,"input":[
          {"type":"message","role":"system","content":[{"type":"input_text","text":"S"}]},
          {"type":"message","role":"user","content":[{"type":"input_text","text":"Look"},{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"low"},
            {"type":"input_file","file_data":"data:application/pdf;base64,AA==","filename":"a.pdf"},{"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}}]},
          {"type":"message","role":"assistant","content":[{"type":"output_text","text":"A"},{"type":"refusal","refusal":"No"}]}]}
        """);

    [Fact]
    public void Calls_and_their_outputs_become_items() => AssertBecomes(
        """
        {"model":"m","messages":[{"role":"user","content":"Go"},
          {"role":"assistant","content":null,"reasoning_content":"Hm","tool_calls":[
            {"id":"a","type":"function","function":{"name":"look","arguments":"{\"p\":1}"}},{"id":"b","type":"custom","custom":{"name":"patch","input":"*** x"}}]},
          {"role":"tool","tool_call_id":"a","content":"one"},
          {"role":"tool","tool_call_id":"b","content":[{"type":"text","text":"two"}]},
          {"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"look","arguments":""}}]},
          {"role":"tool","tool_call_id":"c","content":""},
          {"role":"assistant","refusal":"No","content":null}]}
        """,
        """
        {"model":"m","store":false,"input":[{"type":"message","role":"user","content":"Go"},
          {"type":"function_call","call_id":"a","name":"look","arguments":"{\"p\":1}"},{"type":"custom_tool_call","call_id":"b","name":"patch","input":"*** x"},
          {"type":"function_call_output","call_id":"a","output":"one"},{"type":"custom_tool_call_output","call_id":"b","output":[{"type":"input_text","text":"two"}]},
          {"type":"function_call","call_id":"c","name":"look","arguments":""},{"type":"function_call_output","call_id":"c","output":""},
          {"type":"message","role":"assistant","content":"No"}]}
        """);

    [Fact]
    public void Tools_and_the_choice_among_them_lose_a_level() => AssertBecomes(
        """
        {"model":"m","messages":[{"role":"user","content":"Go"}],"parallel_tool_calls":false,
         "tools":[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object"},"strict":true}},{"type":"function","function":{"name":"bare"}},
           {"type":"custom","custom":{"name":"patch","format":{"type":"grammar","grammar":{"syntax":"lark","definition":"start: x"}}}},{"type":"web_search"}],
         "tool_choice":{"type":"function","function":{"name":"look"}}}
        """,
        """
        {"model":"m","parallel_tool_calls":false,"store":false,"input":[{"type":"message","role":"user","content":"Go"}],
         "tools":[{"type":"function","name":"look","description":"Looks.","parameters":{"type":"object"},"strict":true},
           {"type":"function","name":"bare","parameters":{"type":"object","properties":{}},"strict":false},
           {"type":"custom","name":"patch","format":{"type":"grammar","syntax":"lark","definition":"start: x"}},{"type":"web_search"}],
         "tool_choice":{"type":"function","name":"look"}}
        """);

    [Theory]
    [InlineData("\"required\"", "\"required\"")]
    [InlineData("""{"type":"custom","custom":{"name":"patch"}}""", """{"type":"custom","name":"patch"}""")]
    [InlineData(
        """{"type":"allowed_tools","allowed_tools":{"mode":"required","tools":[{"type":"function","function":{"name":"look"}}]}}""",
        """{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"look"}]}""")]
    public void A_choice_of_any_kind_is_understood(string chat, string responses) => AssertBecomes(
        $$$"""{"model":"m","messages":[{"role":"user","content":"Go"}],"tool_choice":{{{chat}}}}""",
        $$$"""{"model":"m","store":false,"input":[{"type":"message","role":"user","content":"Go"}],"tool_choice":{{{responses}}}}""");

    [Theory]
    [InlineData("""{"type":"text"}""", """{"type":"text"}""")]
    [InlineData("""{"type":"json_object"}""", """{"type":"json_object"}""")]
    [InlineData(
        """{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"object"},"strict":true}}""",
        """{"type":"json_schema","name":"answer","schema":{"type":"object"},"strict":true}""")]
    public void The_shape_of_the_answer_is_asked_for_in_text_format(string chat, string responses) => AssertBecomes(
        $$$"""{"model":"m","messages":[{"role":"user","content":"Go"}],"response_format":{{{chat}}}}""",
        $$$"""{"model":"m","store":false,"text":{"format":{{{responses}}}},"input":[{"type":"message","role":"user","content":"Go"}]}""");

    [Theory]
    [InlineData("0 1", "reasoning message reasoning function_call function_call")]
    [InlineData("0", "reasoning message function_call function_call")]
    [InlineData("1", "message reasoning function_call function_call")]
    [InlineData("0 0 3", "reasoning reasoning message function_call reasoning function_call")]
    [InlineData("1 2 5", "message reasoning function_call reasoning function_call reasoning")]
    public void Sealed_reasoning_goes_back_to_where_it_stood(string places, string types)
    {
        var details = string.Join(',', places.Split(' ').Select(place => $$$"""{"type":"reasoning.encrypted","data":"S{{{place}}}","place":{{{place}}}}"""));
        var body = Read($$$"""
            {"model":"m","messages":[{"role":"assistant","content":"A","reasoning_details":[{"type":"reasoning.text","text":"x"},{{{details}}}],"tool_calls":[
              {"id":"a","type":"function","function":{"name":"look","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"look","arguments":"{}"}}]}]}
            """);

        var input = body["input"]!.AsArray();

        Assert.Equal(types.Split(' '), input.Select(item => item!["type"]!.GetValue<string>()));
        Assert.Equal(
            places.Split(' ').Select(place => $"S{place}"),
            input.Where(item => item!["type"]!.GetValue<string>() == "reasoning").Select(item => item!["encrypted_content"]!.GetValue<string>()));
    }

    [Fact]
    public void What_comes_of_it_is_read_as_a_Responses_request()
    {
        var bytes = ChatRequestReader.Read(JsonView.Parse(
            """{"model":"m","messages":[{"role":"user","content":"Go"}],"tools":[{"type":"function","function":{"name":"look"}}],"max_tokens":5}"""));

        var request = ResponsesRequestReader.Read(JsonView.Parse(bytes));

        Assert.Equal(("m", 5, "look"), (request.Model, request.MaxOutputTokens, Assert.IsType<FunctionTool>(Assert.Single(request.Tools)).Name));
    }

    private static void AssertBecomes(string chat, string responses)
    {
        var actual = Read(chat);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(responses), actual), actual.ToJsonString());
    }

    private static JsonObject Read(string chat) => JsonObject.Create(JsonElement.Parse(ChatRequestReader.Read(JsonView.Parse(chat)).Span))!;
}
