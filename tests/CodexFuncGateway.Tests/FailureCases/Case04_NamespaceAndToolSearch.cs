using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Tools of MCP servers come in namespaces, and some only when they are searched for; flattened names collide, and new kinds are refused.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case04_NamespaceAndToolSearch
{
    private static readonly object Search = new
    {
        type = "tool_search", execution = "client", description = "Finds tools.",
        parameters = new { type = "object", properties = new { query = new { type = "string" } }, required = new[] { "query" }, additionalProperties = false },
    };

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task Members_of_namespaces_are_functions_upstream_and_themselves_again_in_calls(string column)
    {
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Calls = [Call("one__read"), Call("two__read"), Call("read")] });
        session.Conversation.Offer(Space("one", "read"), Space("two", "read"), CaseTools.Function("read")).Say("Read.");

        var calls = (await session.SendAsync()).Terminal.Response.Items("function_call");

        Assert.Equal([("one", "read"), ("two", "read"), (null, "read")], calls.Select(Names));
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task Names_that_would_be_the_same_are_told_apart(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Offer(Space("a", "b__c"), Space("a__b", "c"), CaseTools.Function("a__b__c"), Space("ü", "b")).Say("Hello.");

        await session.SendAsync();

        Assert.Equal(4, SentTools.Of(session.Sent).Select(SentTools.Name).Distinct().Count());
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task A_search_is_a_function_upstream_and_what_it_found_can_be_called_next(string column)
    {
        await using var session = await CaseSession.StartAsync(
            column,
            new ScriptedStep { Calls = [ScriptedCall.Function("tool_search", new { query = "read" })] },
            new ScriptedStep { Calls = [Call("one__read")], ExpectedOutputs = ["one"] });
        session.Conversation.Offer(CaseTools.Look, Search).Say("Read.");

        var search = Assert.Single((await session.SendAsync()).Terminal.Response.Items("tool_search_call"));
        Assert.Equal(("client", "read"), (search.Text("execution"), search.GetProperty("arguments").Text("query")));
        session.Conversation.Add(Found(search.Text("call_id")));
        var call = Assert.Single((await session.SendAsync()).Terminal.Response.Items("function_call"));

        Assert.Equal(("one", "read"), Names(call));
    }

    [Theory, Dialects]
    public async Task A_search_in_the_history_may_have_its_arguments_as_an_object_or_as_text(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done with { ExpectedOutputs = column == Column.Native ? [] : ["one", "one"] });
        session.Conversation.Offer(CaseTools.Look, Search).Say("Read.")
            .Add(new { type = "tool_search_call", call_id = "call_1", execution = "client", status = "completed", arguments = new { query = "read" } })
            .Add(new { type = "tool_search_call", call_id = "call_2", execution = "client", status = "completed", arguments = "{\"query\":\"read\"}" })
            .Add(Found("call_1"))
            .Add(Found("call_2"));

        await session.SendAsync();
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task A_kind_that_nobody_knows_goes_to_no_upstream(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Offer(CaseTools.Look, new { type = "teleport", speed = 9 }).Say("Hello.").Add(new { type = "teleport_call", call_id = "call_1" }).Say("Go on.");

        await session.SendAsync();

        Assert.Single(SentTools.Of(session.Sent));
    }

    private static ScriptedCall Call(string name) => ScriptedCall.Function(name, new { path = "a" });

    private static object Space(string name, string member) => new { type = "namespace", name, description = $"The tools of {name}.", tools = new[] { CaseTools.Function(member) } };

    private static object Found(string callId) => new { type = "tool_search_output", call_id = callId, execution = "client", status = "completed", tools = new[] { Space("one", "read") } };

    private static (string? Namespace, string Name) Names(JsonElement call) => (call.TryGetProperty("namespace", out var space) ? space.GetString() : null, call.Text("name"));
}
