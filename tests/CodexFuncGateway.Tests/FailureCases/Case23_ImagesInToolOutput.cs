using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>view_image gives back an image; bridges drop it, or send its base64 as text, at a token for every byte.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case23_ImagesInToolOutput
{
    private const string Pixels = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static readonly object[] Output = [new { type = "input_text", text = "The picture:" }, new { type = "input_image", image_url = $"data:image/png;base64,{Pixels}" }];

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Gemini, Column.Native)]
    public async Task A_model_that_sees_gets_the_image_once_and_as_such(string column)
    {
        await using var session = await LookAsync(Column.WireOf(column));

        Assert.Single(session.Sent.Texts(), text => text.Contains(Pixels, StringComparison.Ordinal));
        Assert.DoesNotContain(session.Sent.Texts(), text => text.Contains(Pixels, StringComparison.Ordinal) && text.Contains("The picture:", StringComparison.Ordinal));
    }

    [Theory, Dialects(Column.Chat, Column.Rewritten)]
    public async Task Where_outputs_are_text_the_image_follows_in_a_message_of_the_user(string column)
    {
        var wire = column == Column.Chat ? new Wire("mistral/mistral-small-latest", () => new ChatCompletionsSimulator(ChatProviders.Mistral)) : Column.WireOf(column);
        await using var session = await LookAsync(wire);

        var last = session.Sent.GetProperty(column == Column.Chat ? "messages" : "input").EnumerateArray().Last();
        Assert.Equal("user", last.Text("role"));
        Assert.Single(last.Texts(), text => text.Contains(Pixels, StringComparison.Ordinal));
    }

    [Theory, Dialects(Column.Chat, Column.Cohere)]
    public async Task A_model_that_sees_nothing_is_told_that_there_was_an_image(string column)
    {
        await using var session = await LookAsync(Column.WireOf(column));

        Assert.DoesNotContain(Pixels, session.Sent.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(session.Sent.Texts(), text => text.Contains("image", StringComparison.OrdinalIgnoreCase) && !text.Contains("view_image", StringComparison.Ordinal));
    }

    private static async Task<CaseSession> LookAsync(Wire wire)
    {
        var session = await CaseSession.StartAsync(wire, [CaseTools.Done with { ExpectedOutputs = ["The picture:"] }]);
        session.Conversation.Offer(CaseTools.Function("view_image")).Say("Look.")
            .Add(new { type = "function_call", call_id = "call_1", name = "view_image", arguments = "{\"path\":\"a.png\"}" })
            .Add(new { type = "function_call_output", call_id = "call_1", output = Output });
        await session.SendAsync();
        return session;
    }
}
