using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Models in the manner of DeepSeek refuse a turn with calls without the reasoning that led to them; others lose their thread.</summary>
[NotFor("its reasoning is no plain text that a history must repeat", Column.Anthropic, Column.Bedrock, Column.Gemini, Column.Native, Column.Rewritten)]
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case15_ReasoningContentNotReplayed
{
    private static readonly ScriptedStep Thinking = new() { Reasoning = new ScriptedReasoning("I look at \"größe\" first.\n🚀", "unused"), Calls = [CaseTools.CallLook("a")] };

    private static readonly Wire DeepSeek = new("nebius/Qwen/Qwen3-32B", () => new ChatCompletionsSimulator(ChatProviders.DeepSeek with { Fields = ChatProviders.Nebius.Fields }));

    [Theory, Dialects(Column.Chat, Column.Cohere)]
    public async Task The_text_comes_back_with_the_calls_it_led_to(string column)
    {
        await using var session = await CaseSession.StartAsync(
            column == Column.Chat ? DeepSeek : Column.WireOf(column),
            [Thinking, Thinking with { Reasoning = new ScriptedReasoning("And again.", "unused"), ExpectedOutputs = ["seen"] }, CaseTools.Done with { ExpectedOutputs = ["seen"] }]);
        session.Conversation.Offer(CaseTools.Look).Say("Look.");

        await session.SendAsync();
        session.Conversation.Answer("seen");
        await session.SendAsync();
        session.Conversation.Answer("seen");
        await session.SendAsync();

        Assert.Superset(new HashSet<string> { Thinking.Reasoning!.Text, "And again." }, session.Sent.Texts().ToHashSet());
    }
}
