using CodexFuncGateway.Simulators.ChatCompletions;
using CodexFuncGateway.Simulators.Gemini;
using CodexFuncGateway.Simulators.OpenAIResponses;
using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>A threshold is tested on the whole prompt and applies to the whole request; and the tier that served counts, not the one that was asked for.</summary>
[NotFor("none of its models has a price that depends on the prompt's length or on a tier", Column.Cohere, Column.Replicate)]
public sealed class Case26_LongContextAndServiceTierPrice
{
    private static readonly Dictionary<string, Wire> Wires = new()
    {
        [Column.Anthropic] = Wire.Anthropic with { Model = "anthropic/claude-sonnet-4-5" },
        [Column.Bedrock] = Wire.Bedrock with { Model = "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0" },
        [Column.Gemini] = new("gemini/gemini-3.1-pro-preview", () => new GeminiSimulator()),
        [Column.Native] = new("openai/gpt-5.5", () => new OpenAIResponsesSimulator(ResponsesProviders.OpenAI)),
        [Column.Rewritten] = new("xai/grok-4.5", () => new OpenAIResponsesSimulator(ResponsesProviders.Xai)),
    };

    /// <summary>USD per million: input, cache and output, at or below the threshold and above it.</summary>
    private static readonly Dictionary<string, (int Threshold, (double Input, double Read, double Output) Below, (double Input, double Read, double Output) Above)> Rates = new()
    {
        [Column.Anthropic] = (200_000, (3, 0.3, 15), (6, 0.6, 22.5)),
        [Column.Bedrock] = (200_000, (3.3, 0.33, 16.5), (6.6, 0.66, 24.75)),
        [Column.Gemini] = (200_000, (2, 0.2, 12), (4, 0.4, 18)),
        [Column.Native] = (272_000, (5, 0.5, 30), (10, 1, 45)),
        [Column.Rewritten] = (200_000, (2, 0.5, 6), (4, 1, 12)),
    };

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Gemini, Column.Native, Column.Rewritten)]
    public async Task The_whole_prompt_decides_and_the_whole_request_pays(string column)
    {
        var (threshold, below, above) = Rates[column];
        var cached = threshold - 10_000; // far more than what is fresh: tested apart, neither would pass the threshold

        Assert.Equal(Cost(10_000, cached, 500, below), await CostAsync(Wires[column], new ScriptedUsage(10_000, cached, 0, 500, 0)));
        Assert.Equal(Cost(10_001, cached, 500, above), await CostAsync(Wires[column], new ScriptedUsage(10_001, cached, 0, 500, 0)));
    }

    /// <summary>Priority has no rates for long prompts of its own at OpenAI, so that nothing is multiplied.</summary>
    [Theory, Dialects(Column.Native)]
    public async Task Priority_costs_the_same_for_a_long_prompt(string column)
    {
        var usage = new ScriptedUsage(300_000, 0, 0, 500, 0);

        Assert.Equal(Cost(300_000, 0, 500, (10, 1, 60)), await CostAsync(Wires[column], usage, asked: "priority", served: "priority"));
        Assert.Equal(Cost(300_000, 0, 500, (10, 1, 45)), await CostAsync(Wires[column], usage, asked: "priority", served: "default"));
        Assert.Equal(Cost(300_000, 0, 500, (5, 0.5, 22.5)), await CostAsync(Wires[column], usage, asked: "flex", served: "flex"));
    }

    [Theory, Dialects(Column.Chat, Column.Gemini, Column.Native)]
    public async Task Both_tiers_are_kept_the_one_that_was_asked_for_and_the_one_that_served(string column)
    {
        var wire = column == Column.Chat ? new Wire("groq/llama-3.3-70b-versatile", () => new ChatCompletionsSimulator(ChatProviders.Groq)) : Wires[column];
        await using var session = await StartAsync(wire, new ScriptedUsage(100, 0, 0, 10, 0), asked: "priority", served: "flex");

        await session.SendAsync();

        var row = await session.Gateway.Ledger.OnlyRowAsync();
        Assert.Equal(("priority", "flex"), (row.ServiceTierAsked, row.ServiceTierServed));
    }

    private static long Cost(long fresh, long read, long output, (double Input, double Read, double Output) rates) =>
        (long)Math.Round(((fresh * rates.Input) + (read * rates.Read) + (output * rates.Output)) * 1_000);

    private static async Task<long> CostAsync(Wire wire, ScriptedUsage usage, string? asked = null, string? served = null)
    {
        await using var session = await StartAsync(wire, usage, asked, served);
        await session.SendAsync();
        return (await session.Gateway.Ledger.OnlyRowAsync()).CostNanoUsd;
    }

    private static async Task<CaseSession> StartAsync(Wire wire, ScriptedUsage usage, string? asked, string? served)
    {
        var session = await CaseSession.StartAsync(wire, [new ScriptedStep { Text = "Forty-two.", Usage = usage, ServiceTier = served }]);
        session.Conversation.Say("What is 6 × 7?");
        if (asked is not null)
        {
            session.Conversation.Set("service_tier", asked);
        }

        return session;
    }
}
