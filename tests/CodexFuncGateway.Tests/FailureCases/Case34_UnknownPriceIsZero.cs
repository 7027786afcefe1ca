using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A model whose price nobody knows costs 0 elsewhere, so that no budget ever stops it.</summary>
public sealed class Case34_UnknownPriceIsZero
{
    [Theory, Dialects]
    public async Task A_model_without_a_price_is_refused_and_the_operator_told_what_to_set(string column)
    {
        var wire = Column.WireOf(column);
        await using var session = await CaseSession.StartAsync(Unlisted(wire), [CaseTools.Done], ($"Providers:{wire.Provider}:AnyModel", "true"));

        var answer = await session.Gateway.PostAsync(session.Conversation.Say("Hello.").ToJson());

        Assert.Equal((404, "model_not_found"), (answer.Status, answer.Code));
        Assert.Contains($"Providers:{wire.Provider}:DefaultPrice:Rates:Input", answer.Message, StringComparison.Ordinal);
        Assert.Empty(session.Upstream.Requests);
    }

    [Theory, Dialects]
    public Task Or_it_is_billed_at_the_price_that_is_set_for_the_unknown(string column) =>
        BillsAtAsync($"Providers:{Column.WireOf(column).Provider}:DefaultPrice:Rates", column);

    [Theory, Dialects]
    public Task Or_at_the_ceiling_that_is_set_for_all_providers(string column) => BillsAtAsync("Gateway:UnknownPrice:Rates", column);

    private static async Task BillsAtAsync(string ceiling, string column)
    {
        var wire = Column.WireOf(column);
        await using var session = await CaseSession.StartAsync(
            Unlisted(wire),
            [CaseTools.Done with { Usage = new ScriptedUsage(100, 0, 0, 10, 0) }],
            ($"Providers:{wire.Provider}:AnyModel", "true"), ($"{ceiling}:Input", "50"), ($"{ceiling}:Output", "200"));
        session.Conversation.Say("Hello.");

        await session.SendAsync();

        var input = column == Column.Cohere ? 50 : 100; // as billed by the service
        Assert.Equal(((input * 50) + (10 * 200)) * 1_000, (await session.Gateway.Ledger.OnlyRowAsync()).CostNanoUsd);
    }

    /// <summary>At Replicate one of a maker whose models all take the same inputs.</summary>
    private static Wire Unlisted(Wire wire) => wire with { Model = wire == Wire.Replicate ? "replicate/meta/unlisted" : $"{wire.Model}-unlisted" };
}
