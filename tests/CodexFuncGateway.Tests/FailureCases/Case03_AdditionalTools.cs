using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex's lite models bring their tools in items of the input; bridges drop the item, and the model says that it has no tools.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case03_AdditionalTools
{
    private static readonly object First = new { type = "additional_tools", role = "developer", tools = new object[] { CaseTools.ApplyPatch, new { type = "namespace", name = "clock", description = "Time.", tools = new[] { CaseTools.Function("now") } } } };
    private static readonly object Last = new { type = "additional_tools", id = "at_1", tools = new[] { CaseTools.Look } };

    [Theory, Dialects]
    public async Task Tools_are_found_beside_the_input_and_anywhere_in_it(string column)
    {
        await using var session = await StartAsync(column);

        var reply = (await session.SendAsync()).Terminal.Response;

        Assert.Equal(CaseTools.Patch, Assert.Single(reply.Items("custom_tool_call")).Text("input"));
        Assert.Equal(["look", "beside"], reply.Items("function_call").Select(call => call.Text("name")));
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task A_nested_kind_becomes_one_that_the_upstream_knows(string column)
    {
        await using var session = await StartAsync(column);

        await session.SendAsync();

        Assert.Equal(["beside", "apply_patch", "clock__now", "look"], SentTools.Of(session.Sent).Select(SentTools.Name));
    }

    [Theory, Dialects(Column.Native)]
    public async Task An_upstream_that_knows_such_items_gets_them_byte_for_byte(string column)
    {
        await using var session = await StartAsync(column);

        await session.SendAsync();

        var items = session.Sent.GetProperty("input").EnumerateArray().Where(item => item.Text("type") == "additional_tools");
        Assert.Equal([Bytes(session, 0), Bytes(session, 2)], items.Select(item => item.GetRawText()));
    }

    private static string Bytes(CaseSession session, int index) => JsonElement.Parse(session.Conversation.ToJson()).GetProperty("input")[index].GetRawText();

    private static async Task<CaseSession> StartAsync(string column)
    {
        var calls = new ScriptedStep { Calls = [ScriptedCall.Freeform("apply_patch", CaseTools.Patch), CaseTools.CallLook("a"), ScriptedCall.Function("beside", new { path = "b" })] };
        var session = await CaseSession.StartAsync(column, calls);
        session.Conversation.Offer(CaseTools.Function("beside")).Add(First).Say("Use your tools.").Add(Last);
        return session;
    }
}
