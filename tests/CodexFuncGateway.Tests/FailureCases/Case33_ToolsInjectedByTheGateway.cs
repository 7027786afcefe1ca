using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A tool that the gateway adds reaches Codex as a call that it does not know: "unsupported call".</summary>
public sealed class Case33_ToolsInjectedByTheGateway
{
    [Theory, Dialects]
    public async Task A_request_without_tools_goes_on_without_tools(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Say("Hello.");

        await session.SendAsync();

        Assert.Empty(SentTools.Of(session.Sent));
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Native, Column.Rewritten)]
    public async Task A_request_with_tools_goes_on_with_these_and_no_others(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Offer(CaseTools.ApplyPatch, CaseTools.Look).Say("Hello.");

        await session.SendAsync();

        Assert.Equal(["apply_patch", "look"], SentTools.Of(session.Sent).Select(SentTools.Name));
    }

    /// <summary>Codex offers OpenAI's cached index of the web on nearly every request; whoever answers with a search of its own searches, and charges, unasked.</summary>
    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Rewritten)]
    public async Task An_offer_of_the_cached_index_is_no_search(string column)
    {
        await using var session = await CaseSession.StartAsync(column, CaseTools.Done);
        session.Conversation.Offer(CaseTools.Look, new { type = "web_search", external_web_access = false }).Say("Hello.");

        await session.SendAsync();

        Assert.Equal(["look"], SentTools.Of(session.Sent).Select(SentTools.Name));
        Assert.DoesNotContain("search", session.Sent.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }
}
