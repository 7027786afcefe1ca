using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex needs whole numbers wherever usage is told in detail: one null makes response.completed unreadable, and the turn fails.</summary>
public sealed partial class Case32_NullUsageFields
{
    [Theory, Dialects]
    public async Task Counts_that_are_null_upstream_are_numbers_to_the_client(string column) =>
        AssertNumbers(await AskAsync(column, text => Count().Replace(text, "$1null")));

    [Theory, Dialects]
    public async Task So_are_details_that_are_null_altogether(string column) =>
        AssertNumbers(await AskAsync(column, text => Details().Replace(text, "$1null")));

    [Theory, Dialects]
    public async Task The_same_holds_for_a_reply_that_is_not_streamed(string column)
    {
        await using var session = await StartAsync(column, text => Count().Replace(text, "$1null"));

        AssertNumbers(await session.SendFoldedAsync());
    }

    private static void AssertNumbers(JsonElement response)
    {
        var usage = response.GetProperty("usage");
        Assert.All(["input_tokens", "output_tokens", "total_tokens"], name => Assert.True(usage.GetProperty(name).TryGetInt64(out _), name));
        Assert.True(usage.GetProperty("input_tokens_details").GetProperty("cached_tokens").TryGetInt64(out _));
        Assert.True(usage.GetProperty("output_tokens_details").GetProperty("reasoning_tokens").TryGetInt64(out _));
    }

    private static async Task<JsonElement> AskAsync(string column, Func<string, string> damage)
    {
        await using var session = await StartAsync(column, damage);
        return (await session.SendAsync()).Terminal.Response;
    }

    private static async Task<CaseSession> StartAsync(string column, Func<string, string> damage)
    {
        var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = "Forty-two.", Usage = new ScriptedUsage(100, 20, 0, 30, 10) });
        session.Upstream.Faults.Rewrite(frames => FrameText.Change(column, frames, damage));
        session.Conversation.Say("What is 6 × 7?");
        return session;
    }

    [GeneratedRegex("(\"[A-Za-z_]*[Tt]oken[A-Za-z_]*\":)[0-9]+")]
    private static partial Regex Count();

    [GeneratedRegex("(\"[A-Za-z_]*[Dd]etails\":)(?:\\{[^{}]*\\}|\\[[^\\[\\]]*\\])")]
    private static partial Regex Details();
}
