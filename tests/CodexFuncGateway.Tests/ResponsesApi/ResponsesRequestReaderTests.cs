using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

public sealed class ResponsesRequestReaderTests
{
    [Theory]
    [InlineData("""[]""", "body")]
    [InlineData("""{}""", "model")]
    [InlineData("""{"model":""}""", "model")]
    [InlineData("""{"model":5}""", "model")]
    [InlineData("""{"model":null}""", "model")]
    [InlineData("""{"model":"m","stream":"yes"}""", "stream")]
    [InlineData("""{"model":"m","instructions":[]}""", "instructions")]
    [InlineData("""{"model":"m","input":5}""", "input")]
    [InlineData("""{"model":"m","input":["x"]}""", "input[0]")]
    [InlineData("""{"model":"m","input":[{"content":"x"}]}""", "input[0].role")]
    [InlineData("""{"model":"m","input":[{"role":"user"}]}""", "input[0].content")]
    [InlineData("""{"model":"m","input":[{"role":"user","content":"a"},{"role":"user","content":[{"type":"input_text","text":"b"},{"type":"input_text","text":7}]}]}""", "input[1].content[1].text")]
    [InlineData("""{"model":"m","input":[{"role":"user","content":[{"text":"b"}]}]}""", "input[0].content[0].type")]
    [InlineData("""{"model":"m","input":[{"type":"function_call","call_id":"c","name":"f"}]}""", "input[0].arguments")]
    [InlineData("""{"model":"m","input":[{"type":"function_call","call_id":"c","name":"f","arguments":{}}]}""", "input[0].arguments")]
    [InlineData("""{"model":"m","input":[{"type":"function_call_output","output":"x"}]}""", "input[0].call_id")]
    [InlineData("""{"model":"m","input":[{"type":"custom_tool_call","call_id":"c","name":"f"}]}""", "input[0].input")]
    [InlineData("""{"model":"m","input":[{"type":"additional_tools","tools":[{"type":"function"}]}]}""", "input[0].tools[0].name")]
    [InlineData("""{"model":"m","tools":{}}""", "tools")]
    [InlineData("""{"model":"m","tools":[{"type":"namespace","name":"n","tools":[{"type":"custom"}]}]}""", "tools[0].tools[0].name")]
    [InlineData("""{"model":"m","tools":[{"type":"function","name":"f","parameters":"none"}]}""", "tools[0].parameters")]
    [InlineData("""{"model":"m","tool_choice":7}""", "tool_choice")]
    [InlineData("""{"model":"m","tool_choice":"sometimes"}""", "tool_choice")]
    [InlineData("""{"model":"m","tool_choice":{"type":"function"}}""", "tool_choice.name")]
    [InlineData("""{"model":"m","reasoning":"high"}""", "reasoning")]
    [InlineData("""{"model":"m","reasoning":{"effort":3}}""", "reasoning.effort")]
    [InlineData("""{"model":"m","text":{"format":{"type":"json_schema","schema":[]}}}""", "text.format.schema")]
    [InlineData("""{"model":"m","text":{"format":{"type":"json_schema"}}}""", "text.format.schema")]
    [InlineData("""{"model":"m","max_output_tokens":0}""", "max_output_tokens")]
    [InlineData("""{"model":"m","max_output_tokens":1.5}""", "max_output_tokens")]
    [InlineData("""{"model":"m","max_output_tokens":99999999999}""", "max_output_tokens")]
    [InlineData("""{"model":"m","temperature":"hot"}""", "temperature")]
    [InlineData("""{"model":"m","instructions":"\ud83d"}""", "instructions")]
    [InlineData("""{"model":"m","input":[{"role":"user","content":"a\ude82"}]}""", "input[0].content")]
    public void A_complaint_names_the_path_of_what_is_wrong(string body, string path)
    {
        var error = Assert.Throws<GatewayException>(() => Read(body)).Error;

        Assert.Equal(ErrorKind.InvalidRequest, error.Kind);
        Assert.Equal(path, error.Param);
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"m","previous_response_id":"resp_1"}""", "previous_response_id")]
    [InlineData("""{"model":"m","conversation":"conv_1"}""", "conversation")]
    [InlineData("""{"model":"m","background":true}""", "background")]
    public void What_needs_stored_responses_is_refused(string body, string field)
    {
        var error = Assert.Throws<GatewayException>(() => Read(body)).Error;

        Assert.Equal(field, error.Param);
        Assert.Contains("stored", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_stored_item_is_refused_with_advice()
    {
        var error = Assert.Throws<GatewayException>(() => Read("""{"model":"m","input":[{"type":"item_reference","id":"msg_1"}]}""")).Error;

        Assert.Equal("input[0]", error.Param);
        Assert.Contains("send the item itself", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"m","background":false,"previous_response_id":null,"conversation":null,"tools":null,"reasoning":null,"text":null,"tool_choice":null}""")]
    [InlineData("""{"model":"m","something_new":{"a":[1]},"client_metadata":{}}""")]
    public void Null_is_as_good_as_absent_and_unknown_fields_are_kept(string body)
    {
        var request = Read(body);

        Assert.Equal(ToolChoice.Auto, request.ToolChoice);
        Assert.Equal(body, request.Root.GetRawText());
    }

    [Fact]
    public void A_schema_for_the_answer_may_be_left_open()
    {
        Assert.Null(Read("""{"model":"m","text":{"format":{"type":"text"}}}""").OutputFormat);
        Assert.Equal(new OutputFormat("output", null, null), Read("""{"model":"m","text":{"format":{"type":"json_object"}}}""").OutputFormat);
        Assert.True(Read("""{"model":"m","text":{"format":{"type":"json_schema","name":"n","strict":true,"schema":{}}}}""").OutputFormat!.Strict);
    }

    private static ResponsesRequest Read(string body) => ResponsesRequestReader.Read(JsonView.Parse(body));
}
