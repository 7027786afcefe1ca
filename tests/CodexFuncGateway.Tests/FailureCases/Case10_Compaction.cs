using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex has providers that it takes for OpenAI or Azure compact its session, and has no way of its own if they cannot.</summary>
public sealed class Case10_Compaction
{
    private const string Summary = "They asked for 6 × 7, and it is 42.";

    [Theory, Dialects]
    public async Task A_trigger_gets_exactly_one_compaction_that_is_billed_and_understood_later(string column)
    {
        await using var session = await StartAsync(column);
        session.Conversation.Add(new { type = "compaction_trigger" });

        var compaction = Assert.Single((await session.SendAsync()).Terminal.Response.GetProperty("output").EnumerateArray());
        Assert.Equal("compaction", compaction.Text("type"));
        var row = await session.Gateway.Ledger.OnlyRowAsync();
        Assert.Equal(LedgerOutcome.Completed, row.Outcome);
        Assert.True(row.CostNanoUsd > 0);

        await GoOnAsync(session, column, JsonSerializer.SerializeToElement(new[] { compaction }));
    }

    [Theory, Dialects]
    public async Task The_older_way_works_too(string column)
    {
        await using var session = await StartAsync(column);
        var request = Ask.Responses(session.Conversation.ToJson());
        request.RequestUri = new Uri("/openai/v1/responses/compact", UriKind.Relative);

        var answer = await session.Gateway.SendAsync(request);

        Assert.Equal((200, "response.compaction"), (answer.Status, answer.Json.Text("object")));
        Assert.Single(answer.Json.Items("compaction"));
        await GoOnAsync(session, column, answer.Json.GetProperty("output"));
    }

    /// <summary>A provider of another name than OpenAI has Codex compact by itself: an ordinary request, with calls in it and no tools.</summary>
    [Theory, Dialects]
    public async Task Local_compaction_is_an_ordinary_request(string column)
    {
        await using var session = await StartAsync(column);
        if (column != Column.Replicate)
        {
            session.Conversation
                .Add(new { type = "function_call", call_id = "call_1", name = "look", arguments = "{\"path\":\"a\"}" })
                .Add(new { type = "function_call_output", call_id = "call_1", output = "42" });
        }

        var answer = await session.Gateway.PostAsync(session.Conversation.Say("Create a summary.").ToJson(), Ask.ByCodex);

        Assert.Equal("response.completed", answer.Terminal.Type);
    }

    private static async Task GoOnAsync(CaseSession session, string column, JsonElement compacted)
    {
        session.Conversation.Input.Clear();
        foreach (var item in compacted.EnumerateArray())
        {
            session.Conversation.Add(item);
        }

        session.Conversation.Say("Go on.");
        await session.SendAsync();

        // OpenAI has its own state back; everybody else is told the summary.
        Assert.True(column == Column.Native
            ? session.Sent.GetProperty("input").EnumerateArray().Any(item => item.Text("type") == "compaction")
            : session.Sent.Texts().Any(text => text.Contains(Summary, StringComparison.Ordinal)));
    }

    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = Summary }, CaseTools.Done);
        session.Conversation.Say("What is 6 × 7?").Say("Let me think.", "assistant").Say("Well?");
        return session;
    }
}
