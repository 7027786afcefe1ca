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
}
