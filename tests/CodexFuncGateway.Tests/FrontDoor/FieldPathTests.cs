namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>A field of the wrong type or with a value out of bounds is named by its path, in <c>param</c> and in the message.</summary>
public sealed class FieldPathTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    [Theory]
    [InlineData("model", """{"input":"hi"}""")]
    [InlineData("model", """{"model":7,"input":"hi"}""")]
    [InlineData("model", """{"model":"","input":"hi"}""")]
    [InlineData("model", """{"model":null,"input":"hi"}""")]
    public Task The_model_is_required_text(string path, string body) => AssertNamedAsync(path, body);

    [Theory]
    [InlineData("stream", "\"yes\"")]
    [InlineData("instructions", "[]")]
    [InlineData("input", "7")]
    [InlineData("input", "{}")]
    [InlineData("tools", "{}")]
    [InlineData("tool_choice", "7")]
    [InlineData("tool_choice", "\"maybe\"")]
    [InlineData("parallel_tool_calls", "1")]
    [InlineData("reasoning", "\"high\"")]
    [InlineData("text", "true")]
    [InlineData("max_output_tokens", "\"100\"")]
    [InlineData("max_output_tokens", "0")]
    [InlineData("max_output_tokens", "1.5")]
    [InlineData("max_output_tokens", "99999999999")]
    [InlineData("temperature", "\"0\"")]
    [InlineData("temperature", "1e999")]
    [InlineData("top_p", "[]")]
    [InlineData("prompt_cache_key", "1")]
    [InlineData("service_tier", "{}")]
    public Task A_top_level_field_is_named(string path, string value) => AssertNamedAsync(path, $$"""{"model":"groq/llama-3.3-70b-versatile","{{path}}":{{value}}}""");

    [Theory]
    [InlineData("reasoning.effort", "reasoning", """{"effort":3}""")]
    [InlineData("text.verbosity", "text", """{"verbosity":1}""")]
    [InlineData("text.format", "text", """{"format":"json"}""")]
    [InlineData("text.format.type", "text", """{"format":{}}""")]
    [InlineData("text.format.schema", "text", """{"format":{"type":"json_schema","schema":"{}"}}""")]
    [InlineData("text.format.schema", "text", """{"format":{"type":"json_schema"}}""")]
    [InlineData("tool_choice.type", "tool_choice", "{}")]
    [InlineData("tool_choice.name", "tool_choice", """{"type":"function"}""")]
    [InlineData("tool_choice.tools", "tool_choice", """{"type":"allowed_tools"}""")]
    [InlineData("tool_choice.tools[0]", "tool_choice", """{"type":"allowed_tools","tools":["look"]}""")]
    [InlineData("tool_choice.mode", "tool_choice", """{"type":"allowed_tools","mode":"often","tools":[]}""")]
    [InlineData("tools[0]", "tools", """["look"]""")]
    [InlineData("tools[0].type", "tools", """[{"name":"look"}]""")]
    [InlineData("tools[0].name", "tools", """[{"type":"function"}]""")]
    [InlineData("tools[1].name", "tools", """[{"type":"web_search"},{"type":"function","name":3}]""")]
    [InlineData("tools[0].name", "tools", """[{"type":"function","name":""}]""")]
    [InlineData("tools[0].parameters", "tools", """[{"type":"function","name":"look","parameters":"{}"}]""")]
    [InlineData("tools[0].strict", "tools", """[{"type":"function","name":"look","strict":"no"}]""")]
    [InlineData("tools[0].format", "tools", """[{"type":"custom","name":"patch","format":"lark"}]""")]
    [InlineData("tools[0].tools[1].name", "tools", """[{"type":"namespace","name":"n","tools":[{"type":"function","name":"a"},{"type":"function"}]}]""")]
    public Task A_field_within_another_is_named(string path, string field, string value) =>
        AssertNamedAsync(path, $$"""{"model":"groq/llama-3.3-70b-versatile","{{field}}":{{value}}}""");

    [Theory]
    [InlineData("input[0]", "\"hi\"")]
    [InlineData("input[0].type", """{"type":5}""")]
    [InlineData("input[0].role", """{"content":"hi"}""")]
    [InlineData("input[0].content", """{"role":"user"}""")]
    [InlineData("input[0].content", """{"role":"user","content":{}}""")]
    [InlineData("input[0].content[1]", """{"role":"user","content":[{"type":"input_text","text":"a"},"b"]}""")]
    [InlineData("input[0].content[0].type", """{"role":"user","content":[{"text":"a"}]}""")]
    [InlineData("input[0].content[0].text", """{"role":"user","content":[{"type":"input_text","text":["a"]}]}""")]
    [InlineData("input[0].content[0].image_url", """{"role":"user","content":[{"type":"input_image","image_url":{"url":"a"}}]}""")]
    [InlineData("input[0].encrypted_content", """{"type":"reasoning","encrypted_content":{}}""")]
    [InlineData("input[0].call_id", """{"type":"function_call","name":"look","arguments":"{}"}""")]
    [InlineData("input[0].name", """{"type":"function_call","call_id":"c","arguments":"{}"}""")]
    [InlineData("input[0].arguments", """{"type":"function_call","call_id":"c","name":"look","arguments":{}}""")]
    [InlineData("input[0].input", """{"type":"custom_tool_call","call_id":"c","name":"patch"}""")]
    [InlineData("input[0].output", """{"type":"function_call_output","call_id":"c"}""")]
    [InlineData("input[0].output[0].text", """{"type":"function_call_output","call_id":"c","output":[{"type":"input_text"}]}""")]
    [InlineData("input[0].tools[0].name", """{"type":"additional_tools","tools":[{"type":"function"}]}""")]
    public Task A_field_of_an_item_is_named(string path, string item) => AssertNamedAsync(path, $$"""{"model":"groq/llama-3.3-70b-versatile","input":[{{item}}]}""");

    [Theory]
    [InlineData("previous_response_id", """{"model":"groq/llama-3.3-70b-versatile","input":"hi","previous_response_id":"resp_1"}""")]
    [InlineData("conversation", """{"model":"groq/llama-3.3-70b-versatile","input":"hi","conversation":"conv_1"}""")]
    [InlineData("background", """{"model":"groq/llama-3.3-70b-versatile","input":"hi","background":true}""")]
    [InlineData("input[1]", """{"model":"groq/llama-3.3-70b-versatile","input":[{"role":"user","content":"hi"},{"type":"item_reference","id":"msg_1"}]}""")]
    public async Task What_needs_stored_responses_is_refused_with_the_reason(string path, string body)
    {
        var answer = await AssertNamedAsync(path, body);

        Assert.Matches("this gateway (does not keep|keeps none)", answer.Message);
    }

    private async Task<Answer> AssertNamedAsync(string path, string body)
    {
        var answer = await idle.Gateway.PostAsync(body);

        Assert.Equal((400, path), (answer.Status, answer.Param));
        Assert.StartsWith($"'{path}' ", answer.Message, StringComparison.Ordinal);
        Assert.Equal("invalid_request_error", answer.Error.GetProperty("type").GetString());
        return answer;
    }
}
