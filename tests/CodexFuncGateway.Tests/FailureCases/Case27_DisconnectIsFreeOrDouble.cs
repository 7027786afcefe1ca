using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex often leaves once it has its tool call, before the usage has come; others then bill nothing, or a guess where the provider said 0. (What becomes of upstreams that go on: DepartedClientTests.)</summary>
public sealed class Case27_DisconnectIsFreeOrDouble
{
    private static readonly ScriptedUsage Used = new(FreshInput: 1_000, CacheRead: 200, CacheWrite: 0, Output: 300, Reasoning: 0);

    [Theory, Dialects]
    public async Task A_client_that_leaves_with_what_it_wanted_is_billed_what_the_provider_counted_once(string column)
    {
        var hasTools = column != Column.Replicate;
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = "I look.", Calls = hasTools ? [CaseTools.CallLook("a")] : [], Usage = Used });
        session.Conversation.Offer(hasTools ? [CaseTools.Look] : []).Say("Look.");

        using (var response = await session.Gateway.OpenAsync(Ask.Responses(session.Conversation.ToJson()).With(Ask.ByCodex)))
        using (var stream = new StreamReader(await response.Content.ReadAsStreamAsync()))
        {
            while (!IsWanted(await StreamedEvent.ReadNextAsync(stream), hasTools ? "function_call" : "message"))
            {
            }
        }

        var row = await session.Gateway.Ledger.SettledAsync();
        Assert.Equal((LedgerOutcome.Completed, false, 1_200L, 300L), (row.Outcome, row.IsEstimate, row.Usage.InputTokens, row.Usage.OutputTokens));
        await session.Gateway.Ledger.OnlyRowAsync();
    }

    [Theory, Dialects]
    public async Task A_zero_that_the_provider_states_stays_a_zero(string column)
    {
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = "Words that cost nothing.", Usage = new ScriptedUsage(1_000, 0, 0, 0, 0) });
        session.Conversation.Say("Hello.");

        await session.SendAsync();

        var row = await session.Gateway.Ledger.OnlyRowAsync();
        Assert.Equal((0L, false), (row.Usage.OutputTokens, row.IsEstimate));
    }

    private static bool IsWanted(StreamedEvent? told, string item) => told!.Type == "response.output_item.done" && told.Data.GetProperty("item").Text("type") == item;
}
