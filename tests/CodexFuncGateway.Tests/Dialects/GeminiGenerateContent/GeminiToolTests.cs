using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using static CodexFuncGateway.Tests.Dialects.GeminiGenerateContent.GeminiFixture;

namespace CodexFuncGateway.Tests.Dialects.GeminiGenerateContent;

public sealed class GeminiToolTests
{
    private const string Schema = """{"type":"object","properties":{"a":{"type":"string"}}}""";

    private static readonly WebSearchTool Search = new(default, "web_search");

    [Fact]
    public void Functions_are_declared_together_with_their_JSON_schemas()
    {
        var body = Map(Asking([Tool("shell", Schema), Tool("list")]));

        Assert.Equal(
            """[{"functionDeclarations":[{"name":"shell","description":"The tool shell.","parametersJsonSchema":{"type":"object","properties":{"a":{"type":"string"}}}},{"name":"list","description":"The tool list."}]}]""",
            body.GetProperty("tools").GetRawText());
        Assert.False(body.TryGetProperty("toolConfig", out _));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false}""", false)]
    [InlineData("""{"type":"object"}""", false)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", true)]
    public void A_function_without_parameters_has_no_schema(string schema, bool hasSchema) =>
        Assert.Equal(hasSchema, Map(Asking([Tool("list", schema)])).GetProperty("tools")[0].GetProperty("functionDeclarations")[0].TryGetProperty("parametersJsonSchema", out _));

    [Fact]
    public void A_blank_description_is_left_out() =>
        Assert.False(Map(Asking([Tool("list") with { Description = " " }])).GetProperty("tools")[0].GetProperty("functionDeclarations")[0].TryGetProperty("description", out _));

    [Theory]
    [InlineData(ToolChoiceMode.Auto, null)]
    [InlineData(ToolChoiceMode.None, """{"mode":"NONE"}""")]
    [InlineData(ToolChoiceMode.Required, """{"mode":"ANY"}""")]
    [InlineData(ToolChoiceMode.Named, """{"mode":"ANY","allowedFunctionNames":["shell"]}""")]
    public void The_choice_among_tools_is_a_mode(ToolChoiceMode mode, string? expected) =>
        Assert.Equal(expected, Calling(Asking([Tool("shell"), Tool("list")]) with { ToolChoice = Choose(mode) }));

    [Fact]
    public void A_choice_that_is_not_offered_or_not_taken_is_left_to_the_model()
    {
        Assert.Null(Calling(Asking([Tool("list")]) with { ToolChoice = Choose(ToolChoiceMode.Named) }));
        Assert.Null(Calling(Asking([Tool("shell")]) with { ToolChoice = Choose(ToolChoiceMode.Named) }, Plain with { ForcedToolChoice = false }));
        Assert.Null(Calling(Asking([Tool("shell")]) with { ToolChoice = Choose(ToolChoiceMode.Required) }, Plain with { ToolChoice = false }));
        Assert.Null(Calling(Asking([]) with { ToolChoice = Choose(ToolChoiceMode.None) }));
    }

    [Theory]
    [InlineData(true, true, """{"mode":"VALIDATED"}""")]
    [InlineData(true, false, null)]
    [InlineData(null, true, null)]
    public void Calls_are_validated_where_all_tools_are_strict(bool? first, bool? second, string? expected) =>
        Assert.Equal(expected, Calling(Asking([Tool("shell", strict: first), Tool("list", strict: second)])));

    [Fact]
    public void A_search_alone_is_Google_s()
    {
        var body = Map(Asking([Search]));

        Assert.Equal("""[{"googleSearch":{}}]""", body.GetProperty("tools").GetRawText());
        Assert.False(body.TryGetProperty("toolConfig", out _));
    }

    [Fact]
    public void A_search_beside_functions_is_told_of()
    {
        var body = Map(Asking([Tool("shell"), Search]));

        Assert.Equal(2, body.GetProperty("tools").GetArrayLength());
        Assert.Equal("""{"includeServerSideToolInvocations":true}""", body.GetProperty("toolConfig").GetRawText());
    }

    private static ResponsesRequest Asking(ToolDefinition[] tools) => Request(User("Hi")) with { Tools = tools };

    private static ToolChoice Choose(ToolChoiceMode mode) => new(mode, mode == ToolChoiceMode.Named ? [new ToolName(null, "shell")] : []);

    private static string? Calling(ResponsesRequest request, Capabilities? capabilities = null) =>
        Map(request, capabilities).TryGetProperty("toolConfig", out var config) && config.TryGetProperty("functionCallingConfig", out var calling) ? calling.GetRawText() : null;
}
