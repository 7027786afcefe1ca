using System.Text.Json;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Bridges that know functions only drop Codex's apply_patch: the model then prints its patch as text, and no file changes.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case01_CustomToolDropped
{
    private static readonly ScriptedStep Patching = new() { Text = "I patch it.", Calls = [ScriptedCall.Freeform("apply_patch", CaseTools.Patch)] };

    [Theory, Dialects]
    public async Task A_freeform_tool_is_offered_with_its_grammar_and_called(string column)
    {
        await using var session = await StartAsync(column);

        var reply = (await session.SendAsync()).Terminal.Response;

        AssertOffered(session.Sent, column);
        Assert.Equal(CaseTools.Patch, Assert.Single(reply.Items("custom_tool_call")).Text("input"));
    }

    [Theory, Dialects]
    public async Task It_is_called_in_a_reply_that_is_not_streamed_too(string column)
    {
        await using var session = await StartAsync(column);

        var reply = await session.SendFoldedAsync();

        Assert.Equal(CaseTools.Patch, Assert.Single(reply.Items("custom_tool_call")).Text("input"));
    }

    [Theory, Dialects]
    public async Task Its_output_reaches_the_model(string column)
    {
        await using var session = await StartAsync(column);

        await session.SendAsync();
        session.Conversation.Answer("Success. Updated the following files:\nM größe.md\n");
        var reply = (await session.SendAsync()).Terminal.Response;

        Assert.Equal("Done.", Assert.Single(reply.Items("message")).GetProperty("content")[0].Text("text"));
        Assert.Contains(session.Sent.Texts(), text => text.Contains("*** Update File: größe.md", StringComparison.Ordinal));
    }

    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(column, Patching, CaseTools.Done with { ExpectedOutputs = ["Success. Updated"] });
        session.Conversation.Offer(CaseTools.Look, CaseTools.ApplyPatch).Say("Repair größe.md.");
        return session;
    }

    private static void AssertOffered(JsonElement sent, string column)
    {
        var tool = Assert.Single(SentTools.Of(sent), tool => SentTools.Name(tool) == "apply_patch");
        Assert.Contains(tool.Texts(), text => text.Contains(CaseTools.Grammar, StringComparison.Ordinal));
        if (column == Column.Native)
        {
            Assert.Equal("custom", tool.Text("type"));
        }
        else
        {
            Assert.Contains("\"required\":[\"input\"]", tool.GetRawText(), StringComparison.Ordinal);
        }
    }
}
