using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Ids of items that nobody stored are not found, and reasoning without what followed it is refused: both end a session for good.</summary>
public sealed class Case14_IdsOfResponsesThatAreNotStored
{
    private static readonly string[] Ids = ["rs_0a1b2c", "msg_0a1b2c"];

    [Theory, Dialects]
    public async Task Ids_and_reasoning_of_other_makers_go_to_no_upstream(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("Hello.")
            .Add(new { type = "reasoning", id = Ids[0], summary = Array.Empty<object>(), encrypted_content = "gAAAAABother/makers+secret==" })
            .Add(new { type = "message", id = Ids[1], role = "assistant", content = new[] { new { type = "output_text", text = "Hello." } } })
            .Say("Once more.");

        await session.SendAsync();

        // OpenAI takes a message for what it says, whatever its id; only what is nothing but an id or a secret is looked up.
        var ids = column == Column.Native ? Ids.Take(1) : Ids;
        Assert.DoesNotContain(session.Sent.Texts(), text => ids.Append("other/makers").Any(part => text.Contains(part, StringComparison.Ordinal)));
    }

    [Theory, Dialects(Column.Native, Column.Rewritten)]
    public async Task Reasoning_goes_with_the_item_that_it_precedes_or_not_at_all(string column)
    {
        await using var session = await CaseSession.StartAsync(column, Told.Step, CaseTools.Done);
        session.Conversation.Offer(CaseTools.Look).Say("Look.");

        await session.SendAsync();
        var history = session.Conversation.Input;
        while (history[^1]!["type"]!.GetValue<string>() != "reasoning")
        {
            // The reply broke off after the thought.
            history.RemoveAt(history.Count - 1);
        }

        session.Conversation.Say("Go on.");
        await session.SendAsync();

        Assert.DoesNotContain(session.Sent.GetProperty("input").EnumerateArray(), item => item.Text("type") == "reasoning");
    }

    [Theory, Dialects(Column.Native, Column.Rewritten)]
    public async Task Reasoning_is_always_asked_for_in_the_form_that_can_come_back(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        var body = session.Conversation.Say("Hello.").ToJson().Replace("[\"reasoning.encrypted_content\"]", "[]", StringComparison.Ordinal);

        await session.Gateway.PostAsync(body);

        Assert.Equal("reasoning.encrypted_content", session.Sent.GetProperty("include")[0].GetString());
    }

    [Theory, Dialects]
    public async Task A_reference_to_what_is_not_stored_is_told_to_the_client_and_sent_nowhere(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);

        var answer = await session.Gateway.PostAsync(session.Conversation.Say("Hello.").Add(new { type = "item_reference", id = Ids[0] }).ToJson());

        Assert.Equal((400, "input[1]"), (answer.Status, answer.Param));
        Assert.Empty(session.Upstream.Requests);
    }
}
