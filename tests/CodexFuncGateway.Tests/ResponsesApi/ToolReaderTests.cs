using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Tests.ResponsesApi;

public sealed class ToolReaderTests
{
    [Fact]
    public void Every_kind_of_tool_is_read()
    {
        var tools = Read("""
            {"model":"m","tools":[
              {"type":"function","name":"f","description":"d","strict":true,"parameters":{"type":"object"}},
              {"type":"custom","name":"c","format":{"type":"grammar","syntax":"lark","definition":"g"}},
              {"type":"custom","name":"t","format":{"type":"text"}},
              {"type":"namespace","name":"n","tools":[{"type":"function","name":"f"}]},
              {"type":"web_search"}]}
            """).Tools;

        Assert.True(Assert.IsType<FunctionTool>(tools[0]).Strict);
        Assert.Equal(new ToolGrammar("lark", "g"), Assert.IsType<CustomTool>(tools[1]).Grammar);
        Assert.Null(Assert.IsType<CustomTool>(tools[2]).Grammar);
        Assert.IsType<FunctionTool>(Assert.Single(Assert.IsType<NamespaceTool>(tools[3]).Tools));
        Assert.Equal("web_search", Assert.IsType<WebSearchTool>(tools[4]).Type);
    }

    [Theory]
    [InlineData("\"auto\"", ToolChoiceMode.Auto)]
    [InlineData("\"none\"", ToolChoiceMode.None)]
    [InlineData("\"required\"", ToolChoiceMode.Required)]
    [InlineData("""{"type":"function","name":"f"}""", ToolChoiceMode.Named)]
    [InlineData("""{"type":"custom","name":"f"}""", ToolChoiceMode.Named)]
    [InlineData("""{"type":"allowed_tools","mode":"required","tools":[]}""", ToolChoiceMode.Required)]
    [InlineData("""{"type":"allowed_tools","tools":[]}""", ToolChoiceMode.Auto)]
    [InlineData("""{"type":"web_search"}""", ToolChoiceMode.Auto)]
    public void Every_form_of_choice_is_read(string choice, ToolChoiceMode mode)
    {
        Assert.Equal(mode, Read($$"""{"model":"m","tool_choice":{{choice}}}""").ToolChoice.Mode);
    }

    [Fact]
    public void A_choice_may_be_limited_to_members_of_namespaces()
    {
        var choice = Read("""{"model":"m","tool_choice":{"type":"allowed_tools","tools":[{"type":"function","namespace":"n","name":"f"},{"type":"web_search"}]}}""").ToolChoice;

        Assert.Equal(new ToolName("n", "f"), choice.Names[0]);
    }

    private static ResponsesRequest Read(string body) => ResponsesRequestReader.Read(JsonView.Parse(body));
}
