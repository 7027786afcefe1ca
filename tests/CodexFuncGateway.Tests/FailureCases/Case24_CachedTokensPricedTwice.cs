using System.Text.Json;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>OpenAI's and Google's counts of input include what a cache held, Anthropic's leave it out; who mixes them up bills it twice, or as new.</summary>
public sealed class Case24_CachedTokensPricedTwice
{
    private static readonly ScriptedStep Cached = new() { Text = "Forty-two.", Usage = new ScriptedUsage(FreshInput: 300, CacheRead: 7_000, CacheWrite: 0, Output: 50, Reasoning: 20) };

    /// <summary>Nano-USD, by hand: tokens × USD per million × 1000, with the rates of November 2026.</summary>
    private static readonly Dictionary<string, double> Costs = new()
    {
        [Column.Anthropic] = ((300 * 1.0) + (7_000 * 0.1) + (50 * 5.0)) * 1_000,
        [Column.Bedrock] = ((300 * 1.1) + (7_000 * 0.11) + (50 * 5.5)) * 1_000,
        [Column.Chat] = ((300 * 0.59) + (7_000 * 0.59) + (50 * 0.79)) * 1_000, // no rate for caches: the input's
        [Column.Cohere] = ((150 * 2.5) + (50 * 10.0)) * 1_000, // as billed by the service, which is less than what the model read
        [Column.Gemini] = ((300 * 1.5) + (7_000 * 0.15) + (50 * 9.0)) * 1_000,
        [Column.Native] = ((300 * 0.75) + (7_000 * 0.075) + (50 * 4.5)) * 1_000,
        [Column.Rewritten] = ((300 * 2.0) + (7_000 * 0.2) + (50 * 6.0)) * 1_000,
        [Column.Replicate] = ((7_300 * 0.4) + (50 * 1.6)) * 1_000, // counts no caches
    };

    [Theory, Dialects]
    public async Task Every_token_is_priced_once_in_a_streamed_reply(string column)
    {
        await using var session = await StartAsync(column);

        var usage = (await session.SendAsync()).Terminal.Response.GetProperty("usage");

        AssertCounted(column, usage, await session.Gateway.Ledger.OnlyRowAsync());
    }

    [Theory, Dialects]
    public async Task Every_token_is_priced_once_in_a_reply_that_is_not_streamed(string column)
    {
        await using var session = await StartAsync(column);

        var usage = (await session.SendFoldedAsync()).GetProperty("usage");

        AssertCounted(column, usage, await session.Gateway.Ledger.OnlyRowAsync());
    }

    [Theory, Dialects]
    public async Task Counts_that_contradict_each_other_never_make_a_bucket_negative(string column)
    {
        await using var session = await StartAsync(column);
        session.Upstream.Faults.Rewrite(frames => FrameText.Replace(column, frames, "7000", "70000000"));

        await session.SendAsync();

        var row = await session.Gateway.Ledger.OnlyRowAsync();
        Assert.True(row.Usage is { FreshInputTokens: >= 0, CacheReadTokens: >= 0, OutputTokens: >= 0 } && row.CostNanoUsd > 0);
    }

    private static void AssertCounted(string column, JsonElement told, LedgerEntry row)
    {
        var cached = column == Column.Replicate ? 0 : 7_000;
        Assert.Equal((7_300L, cached), (told.GetProperty("input_tokens").GetInt64(), told.GetProperty("input_tokens_details").GetProperty("cached_tokens").GetInt64()));
        Assert.Equal((7_300L - cached, cached, 50L), (row.Usage.FreshInputTokens, row.Usage.CacheReadTokens, row.Usage.OutputTokens));
        Assert.Equal(((long)Math.Round(Costs[column]), false), (row.CostNanoUsd, row.IsEstimate));
    }

    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(column, Cached);
        session.Conversation.Say("What is 6 × 7?");
        return session;
    }
}
