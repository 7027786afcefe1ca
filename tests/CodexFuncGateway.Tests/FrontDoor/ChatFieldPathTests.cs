namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What is wrong in a chat request is named by the chat client's own path.</summary>
public sealed class ChatFieldPathTests(IdleGateway idle) : IClassFixture<IdleGateway>
{
    private const string Model = "groq/llama-3.3-70b-versatile";

    [Theory]
    [InlineData("model", """{"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("model", """{"model":"","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("messages", """{"model":"m"}""")]
    [InlineData("messages", """{"model":"m","messages":"hi"}""")]
    [InlineData("messages", """{"model":"m","messages":[]}""")]
    public Task Model_and_messages_are_required(string path, string body) => AssertNamedAsync(path, body);

    [Theory]
    [InlineData("n", "2")]
    [InlineData("n", "0")]
    [InlineData("n", "\"1\"")]
    [InlineData("stream", "\"yes\"")]
    [InlineData("stream_options", "true")]
    [InlineData("stream_options.include_usage", """{"include_usage":1}""")]
    [InlineData("stop", "7")]
    [InlineData("stop", "\"\"")]
    [InlineData("stop[1]", """["a",""]""")]
    [InlineData("max_tokens", "0")]
    [InlineData("max_completion_tokens", "\"many\"")]
    [InlineData("temperature", "\"0\"")]
    [InlineData("top_p", "[]")]
    [InlineData("reasoning_effort", "3")]
    [InlineData("verbosity", "1")]
    [InlineData("parallel_tool_calls", "1")]
    [InlineData("service_tier", "{}")]
    [InlineData("functions", "[]")]
    [InlineData("function_call", "\"auto\"")]
    [InlineData("modalities[1]", """["text","audio"]""")]
    [InlineData("response_format", "\"json\"")]
    [InlineData("response_format.type", "{}")]
    [InlineData("response_format.json_schema", """{"type":"json_schema"}""")]
    [InlineData("response_format.json_schema.name", """{"type":"json_schema","json_schema":{"schema":{}}}""")]
    [InlineData("response_format.json_schema.schema", """{"type":"json_schema","json_schema":{"name":"a","schema":"{}"}}""")]
    [InlineData("response_format.json_schema.strict", """{"type":"json_schema","json_schema":{"name":"a","schema":{},"strict":"no"}}""")]
    [InlineData("tools", "{}")]
    [InlineData("tools[0].type", """[{"function":{"name":"look"}}]""")]
    [InlineData("tools[0].function", """[{"type":"function","name":"look"}]""")]
    [InlineData("tools[0].function.name", """[{"type":"function","function":{"name":""}}]""")]
    [InlineData("tools[0].function.parameters", """[{"type":"function","function":{"name":"look","parameters":"{}"}}]""")]
    [InlineData("tools[1].custom.format.grammar.syntax", """[{"type":"web_search"},{"type":"custom","custom":{"name":"p","format":{"type":"grammar","grammar":{}}}}]""")]
    [InlineData("tool_choice", "\"maybe\"")]
    [InlineData("tool_choice", "7")]
    [InlineData("tool_choice.function", """{"type":"function","name":"look"}""")]
    [InlineData("tool_choice.allowed_tools.mode", """{"type":"allowed_tools","allowed_tools":{"mode":"often","tools":[]}}""")]
    [InlineData("tool_choice.allowed_tools.tools[0].function.name", """{"type":"allowed_tools","allowed_tools":{"mode":"auto","tools":[{"type":"function","function":{}}]}}""")]
    public Task A_setting_is_named(string path, string value) =>
        AssertNamedAsync(path, $$$"""{"model":"{{{Model}}}","messages":[{"role":"user","content":"hi"}],"{{{path.Split('.', '[')[0]}}}":{{{value}}}}""");

    [Theory]
    [InlineData("messages[1]", "\"hi\"")]
    [InlineData("messages[1].role", """{"content":"hi"}""")]
    [InlineData("messages[1].role", """{"role":"robot","content":"hi"}""")]
    [InlineData("messages[1].role", """{"role":"function","name":"look","content":"hi"}""")]
    [InlineData("messages[1].content", """{"role":"user"}""")]
    [InlineData("messages[1].content", """{"role":"user","content":null}""")]
    [InlineData("messages[1].content", """{"role":"user","content":{}}""")]
    [InlineData("messages[1].content", """{"role":"user","content":"\ud800"}""")]
    [InlineData("messages[1].content[1]", """{"role":"user","content":[{"type":"text","text":"a"},"b"]}""")]
    [InlineData("messages[1].content[0].text", """{"role":"user","content":[{"type":"text","text":["a"]}]}""")]
    [InlineData("messages[1].content[0].image_url", """{"role":"user","content":[{"type":"image_url","image_url":"a"}]}""")]
    [InlineData("messages[1].content[0].image_url.url", """{"role":"user","content":[{"type":"image_url","image_url":{}}]}""")]
    [InlineData("messages[1].content[0].file", """{"role":"user","content":[{"type":"file"}]}""")]
    [InlineData("messages[1].content", """{"role":"assistant","content":7}""")]
    [InlineData("messages[1].function_call", """{"role":"assistant","content":null,"function_call":{"name":"look","arguments":"{}"}}""")]
    [InlineData("messages[1].tool_calls", """{"role":"assistant","tool_calls":{}}""")]
    [InlineData("messages[1].tool_calls[0].id", """{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"look","arguments":"{}"}}]}""")]
    [InlineData("messages[1].tool_calls[0].function.arguments", """{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"look","arguments":{}}}]}""")]
    [InlineData("messages[1].tool_calls[0].custom.input", """{"role":"assistant","tool_calls":[{"id":"a","type":"custom","custom":{"name":"look"}}]}""")]
    [InlineData("messages[1].reasoning_details[0].data", """{"role":"assistant","content":"a","reasoning_details":[{"type":"reasoning.encrypted","data":1}]}""")]
    [InlineData("messages[1].tool_call_id", """{"role":"tool","content":"a"}""")]
    [InlineData("messages[1].content", """{"role":"tool","tool_call_id":"a"}""")]
    public Task A_field_of_a_message_is_named(string path, string message) =>
        AssertNamedAsync(path, $$"""{"model":"{{Model}}","messages":[{"role":"user","content":"hi"},{{message}}]}""");

    [Fact]
    public async Task A_chat_client_without_a_key_or_with_an_unknown_model_is_told_in_OpenAIs_shape()
    {
        var question = Ask.ChatQuestion("groq/no-such-model");

        var anonymous = await idle.Gateway.SendAsync(Ask.Chat(question).WithoutKey());
        var unknown = await idle.Gateway.ChatAsync(question);

        Assert.Equal((401, "invalid_api_key"), (anonymous.Status, anonymous.Code));
        Assert.Equal((404, "model_not_found"), (unknown.Status, unknown.Code));
    }

    private async Task AssertNamedAsync(string path, string body)
    {
        var answer = await idle.Gateway.ChatAsync(body);

        Assert.True((400, path) == (answer.Status, answer.Param), $"{path}: {answer.Text}");
        Assert.StartsWith($"'{path}' ", answer.Message, StringComparison.Ordinal);
    }
}
