using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>What is written to a cache for an hour costs twice the input, for five minutes a quarter more; and a rate that nobody states is not zero.</summary>
[NotFor("it counts no writes to caches", Column.Cohere, Column.Gemini, Column.Replicate)]
public sealed class Case25_CacheWriteLifetimeLost
{
    private static readonly ScriptedStep Writing = new()
    {
        Text = "Forty-two.", Usage = new ScriptedUsage(FreshInput: 100, CacheRead: 200, CacheWrite: 400, Output: 10, Reasoning: 0) { CacheWrite1h = 800 },
    };

    /// <summary>Nano-USD, by hand: fresh, read, written for five minutes, written for an hour, output.</summary>
    private static readonly Dictionary<string, double> Costs = new()
    {
        [Column.Anthropic] = ((100 * 1.0) + (200 * 0.1) + (400 * 1.25) + (800 * 2.0) + (10 * 5.0)) * 1_000,
        [Column.Bedrock] = ((100 * 1.1) + (200 * 0.11) + (400 * 1.375) + (800 * 2.2) + (10 * 5.5)) * 1_000,
    };

    [Theory, Dialects(Column.Anthropic, Column.Bedrock)]
    public async Task Both_lifetimes_are_kept_apart_and_priced_apart(string column)
    {
        foreach (var stream in new[] { true, false })
        {
            await using var session = await CaseSession.StartAsync(column, Writing);
            session.Conversation.Say("What is 6 × 7?").Set("stream", stream);

            await session.Gateway.PostAsync(session.Conversation.ToJson());

            var row = await session.Gateway.Ledger.OnlyRowAsync();
            Assert.Equal((100, 200, 400, 800), (row.Usage.FreshInputTokens, row.Usage.CacheReadTokens, row.Usage.CacheWrite5mTokens, row.Usage.CacheWrite1hTokens));
            Assert.Equal((long)Math.Round(Costs[column]), row.CostNanoUsd);
        }
    }

    /// <summary>Groq's, OpenAI's and xAI's models of this test have no rate for writes; those that have one bill it.</summary>
    [Theory, Dialects(Column.Chat, Column.Native, Column.Rewritten)]
    public async Task A_write_without_a_rate_of_its_own_costs_what_input_costs(string column)
    {
        await using var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = "Forty-two.", Usage = new ScriptedUsage(FreshInput: 500, CacheRead: 0, CacheWrite: 400, Output: 0, Reasoning: 0) });
        session.Upstream.Faults.Rewrite(frames => FrameText.Replace(column, frames, "\"cached_tokens\":0}", "\"cached_tokens\":0,\"cache_write_tokens\":400}"));
        session.Conversation.Say("What is 6 × 7?");

        await session.SendAsync();

        var row = await session.Gateway.Ledger.OnlyRowAsync();
        var inputRate = column switch { Column.Chat => 0.59, Column.Native => 0.75, _ => 2.0 };
        Assert.Equal((500, 400), (row.Usage.FreshInputTokens, row.Usage.CacheWrite5mTokens));
        Assert.Equal((long)Math.Round(900 * inputRate * 1_000), row.CostNanoUsd);
    }
}
