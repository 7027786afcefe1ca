namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A blank text or an empty description is refused in every replay of the conversation; the simulators refuse what their services do.</summary>
public sealed class Case22_BlankBlocks
{
    [Theory, Dialects]
    public async Task Blank_words_of_anyone_are_left_out(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say(" ", "developer").Say("Hello.").Say("", "assistant").Say("\n\t ", "assistant").Say("   ").Say("Go on.").Say("")
            .Add(new { type = "message", role = "user", content = new[] { new { type = "input_text", text = " " }, new { type = "input_text", text = "Now." } } });

        await session.SendAsync();

        Assert.Contains(session.Sent.Texts(), text => text.Contains("Now.", StringComparison.Ordinal));
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Native, Column.Rewritten)]
    public async Task Tools_without_description_and_outputs_without_content_are_taken(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("Look.").Offer(
            new { type = "function", name = "empty", description = "", parameters = new { type = "object", properties = new { } } },
            new { type = "function", name = "blank", description = " \n", parameters = new { type = "object", properties = new { } } });
        foreach (var (id, output) in new (string, object)[] { ("call_1", ""), ("call_2", "  \n"), ("call_3", Array.Empty<object>()), ("call_4", new[] { new { type = "input_text", text = "" } }) })
        {
            session.Conversation
                .Add(new { type = "function_call", call_id = id, name = "empty", arguments = "" })
                .Add(new { type = "function_call_output", call_id = id, output });
        }

        var answer = await session.Gateway.PostAsync(session.Conversation.ToJson());

        Assert.Equal((200, "response.completed"), (answer.Status, answer.Terminal.Type));
        Assert.All(session.Upstream.Violations, violation => Assert.Contains("tool outputs were expected", violation, StringComparison.Ordinal));
    }
}
