using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Ids that other providers gave to calls in the history are refused by those that have a form of their own, such as Mistral's nine letters.</summary>
[NotFor(NotForAttribute.CallsNoTools, Column.Replicate)]
public sealed class Case20_ToolCallIdFormat
{
    private static readonly string[] Foreign = ["call_s001c000", "toolu_01A09q90qw90lq917835lq9", "chatcmpl-tool-4e5f", "functions.look:0", "call_1|fc_67ccfcdd", new('x', 64), "abc123def", "a"];

    private static readonly Wire Mistral = new("mistral/mistral-small-latest", () => new ChatCompletionsSimulator(ChatProviders.Mistral));

    [Theory, Dialects]
    public async Task Ids_of_any_maker_are_taken_by_every_upstream(string column) => await AssertTakenAsync(Column.WireOf(column), column == Column.Chat ? Mistral : null);

    [Theory, Dialects]
    public async Task The_same_id_becomes_the_same_in_every_request(string column)
    {
        await using var session = await StartAsync(Column.WireOf(column), CaseTools.Done, CaseTools.Done);

        await session.Gateway.PostAsync(session.Conversation.ToJson());
        await session.Gateway.PostAsync(session.Conversation.ToJson());

        Assert.Equal(session.Upstream.Requests[0].Body, session.Upstream.Requests[1].Body);
    }

    private static async Task AssertTakenAsync(params Wire?[] wires)
    {
        foreach (var wire in wires.OfType<Wire>())
        {
            await using var session = await StartAsync(wire, CaseTools.Done with { ExpectedOutputs = Foreign });
            await session.SendAsync();
        }
    }

    private static async Task<CaseSession> StartAsync(Wire wire, params ScriptedStep[] steps)
    {
        var session = await CaseSession.StartAsync(wire, steps);
        session.Conversation.Offer(CaseTools.Look).Say("Look.");
        foreach (var id in Foreign)
        {
            session.Conversation.Add(new { type = "function_call", call_id = id, name = "look", arguments = "{\"path\":\"a\"}" });
        }

        foreach (var id in Foreign)
        {
            session.Conversation.Add(new { type = "function_call_output", call_id = id, output = id });
        }

        return session;
    }
}
