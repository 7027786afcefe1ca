using System.Text.Json;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ToolRewriterTests
{
    private readonly ToolRewriter rewriter = new(new Capabilities());

    [Fact]
    public void A_freeform_tool_becomes_a_function_with_one_string_and_its_grammar_in_words()
    {
        var request = Rewrite("""{"tools":[{"type":"custom","name":"apply_patch","description":"Edits.","format":{"type":"grammar","syntax":"lark","definition":"start: X"}}]}""");

        var tool = Assert.IsType<FunctionTool>(Assert.Single(request.Tools));
        Assert.Equal("apply_patch", tool.Name);
        Assert.Equal("Edits.\n\nPut the text into 'input'. It must follow this lark grammar:\nstart: X", tool.Description);
        Assert.Equal("input", Assert.Single(tool.Parameters!.Value.ToElement().GetProperty("properties").EnumerateObject()).Name);
        Assert.Equal(new CalledTool(new ToolName(null, "apply_patch"), ToolKind.Grammar), rewriter.Restore("apply_patch"));
    }

    [Fact]
    public void Members_of_a_namespace_are_flattened_and_found_again()
    {
        var request = Rewrite("""
            {"tools":[{"type":"namespace","name":"mcp__a","tools":[{"type":"function","name":"read","parameters":{}},{"type":"custom","name":"write"}]}]}
            """);

        Assert.Equal(["mcp__a__read", "mcp__a__write"], request.Tools.Cast<FunctionTool>().Select(tool => tool.Name));
        Assert.Equal(new CalledTool(new ToolName("mcp__a", "read"), ToolKind.Function), rewriter.Restore("mcp__a__read"));
        Assert.Equal(new CalledTool(new ToolName("mcp__a", "write"), ToolKind.Custom), rewriter.Restore("mcp__a__write"));
    }

    [Fact]
    public void Tools_inside_the_conversation_are_offered_and_their_item_is_gone()
    {
        var request = Rewrite("""{"input":[{"type":"additional_tools","tools":[{"type":"function","name":"late","parameters":{}}]},{"role":"user","content":"x"}]}""");

        Assert.Equal("late", Assert.IsType<FunctionTool>(Assert.Single(request.Tools)).Name);
        Assert.IsType<MessageItem>(Assert.Single(request.Input));
    }

    [Fact]
    public void A_search_among_the_client_s_tools_is_a_function_and_what_it_found_is_offered_once()
    {
        var request = Rewrite("""
            {"tools":[{"type":"tool_search","execution":"client","description":"Finds.","parameters":{"type":"object","properties":{"query":{}}}},{"type":"tool_search"},{"type":"function","name":"known"}],
             "input":[{"type":"tool_search_call","call_id":"1","execution":"client","arguments":{"query":"x"}},
                      {"type":"tool_search_output","call_id":"1","execution":"client","tools":[{"type":"function","name":"known"},{"type":"namespace","name":"n","tools":[{"type":"function","name":"new"}]}]},
                      {"type":"tool_search_output","call_id":null,"execution":"server","tools":[{"type":"function","name":"loaded"}]}]}
            """);

        Assert.Equal(["tool_search", "known", "n__new", "loaded"], request.Tools.Cast<FunctionTool>().Select(tool => tool.Name));
        Assert.Equal(new CalledTool(new ToolName(null, "tool_search"), ToolKind.Search), rewriter.Restore("tool_search"));
        var call = Assert.IsType<FunctionCallItem>(request.Input[0]);
        Assert.Equal(("tool_search", """{"query":"x"}"""), (call.Tool.Name, call.Arguments.ToString()));
        var output = Assert.IsType<ToolOutputItem>(request.Input[1]);
        Assert.Contains("known, n__new", Assert.IsType<TextPart>(Assert.Single(output.Output)).Text.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, request.Input.Count);
    }

    [Fact]
    public void A_tool_of_the_namespace_functions_is_in_none()
    {
        var request = Rewrite("""
            {"input":[{"type":"additional_tools","tools":[{"type":"namespace","name":"functions","tools":[{"type":"custom","name":"exec"}]}]},
                      {"type":"custom_tool_call","call_id":"1","namespace":"functions","name":"exec","input":"a"},{"type":"custom_tool_call","call_id":"2","name":"exec","input":"b"}]}
            """);

        Assert.Equal("exec", Assert.IsType<FunctionTool>(Assert.Single(request.Tools)).Name);
        Assert.Equal(["exec", "exec"], request.Input.Cast<FunctionCallItem>().Select(call => call.Tool.Name));
        Assert.Equal(new CalledTool(new ToolName(null, "exec"), ToolKind.Custom), rewriter.Restore("exec"));
    }

    [Fact]
    public void Only_allowed_tools_are_offered()
    {
        var request = Rewrite("""
            {"tools":[{"type":"function","name":"a"},{"type":"function","name":"b"},{"type":"namespace","name":"n","tools":[{"type":"function","name":"a"}]}],
             "tool_choice":{"type":"allowed_tools","mode":"required","tools":[{"type":"function","name":"b"},{"type":"function","namespace":"n","name":"a"}]}}
            """);

        Assert.Equal(["b", "n__a"], request.Tools.Cast<FunctionTool>().Select(tool => tool.Name));
        Assert.Equal(ToolChoiceMode.Required, request.ToolChoice.Mode);
        Assert.Empty(request.ToolChoice.Names);
    }

    [Fact]
    public void Hosted_tools_are_dropped_unless_the_upstream_runs_them()
    {
        var body = """{"tools":[{"type":"code_interpreter"},{"type":"image_generation"}]}""";

        Assert.Empty(Rewrite(body).Tools);
        var kept = new ToolRewriter(new Capabilities { HostedTools = ["code_interpreter"] }).Rewrite(Read(body));
        Assert.Equal("code_interpreter", Assert.IsType<HostedTool>(Assert.Single(kept.Tools)).Type);
    }

    [Fact]
    public void One_search_is_kept_and_stands_last()
    {
        var kept = new ToolRewriter(new Capabilities { WebSearch = "search" }).Rewrite(Read("""{"tools":[{"type":"web_search"},{"type":"function","name":"a"},{"type":"web_search_preview"}]}"""));

        Assert.Equal(["FunctionTool", "WebSearchTool"], kept.Tools.Select(tool => tool.GetType().Name));
    }

    [Fact]
    public void The_history_speaks_of_the_same_names_and_ids_as_the_tools()
    {
        var request = Rewrite("""
            {"tools":[{"type":"namespace","name":"n","tools":[{"type":"function","name":"f"}]},{"type":"custom","name":"patch"}],
             "tool_choice":{"type":"function","namespace":"n","name":"f"},
             "input":[{"type":"function_call","call_id":"1","namespace":"n","name":"f","arguments":"{}"},
                      {"type":"custom_tool_call","call_id":"2","name":"patch","input":"a \"b\"\n"},
                      {"type":"custom_tool_call_output","call_id":"2","output":"ok"}]}
            """);

        var calls = request.Input.OfType<FunctionCallItem>().ToArray();
        Assert.Equal(["n__f", "patch"], calls.Select(call => call.Tool.Name));
        Assert.Equal("a \"b\"\n", JsonElement.Parse(calls[1].Arguments).GetProperty("input").GetString());
        Assert.False(Assert.Single(request.Input.OfType<ToolOutputItem>()).IsCustom);
        Assert.Equal("n__f", request.ToolChoice.Names[0].Name);
    }

    [Fact]
    public void Call_and_output_keep_agreeing_when_ids_are_substituted()
    {
        var request = new ToolRewriter(new Capabilities { ToolCallIds = ToolCallIdForm.Mistral9 }).Rewrite(Read("""
            {"input":[{"type":"function_call","call_id":"call_long_enough","name":"f","arguments":"{}"},
                      {"type":"function_call_output","call_id":"call_long_enough","output":"ok"}]}
            """));

        var call = Assert.IsType<FunctionCallItem>(request.Input[0]);
        Assert.Matches("^[A-Za-z0-9]{9}$", call.CallId);
        Assert.Equal(call.CallId, Assert.IsType<ToolOutputItem>(request.Input[1]).CallId);
    }

    [Fact]
    public void A_name_that_the_model_made_up_stands_for_itself()
    {
        Assert.Equal(new CalledTool(new ToolName(null, "made_up"), ToolKind.Function), rewriter.Restore("made_up"));
    }

    private ResponsesRequest Rewrite(string body) => rewriter.Rewrite(Read(body));

    private static ResponsesRequest Read(string body) => ResponsesRequestReader.Read(JsonView.Parse(body.Insert(body.IndexOf('{') + 1, "\"model\":\"m\",")));
}
