using CodexFuncGateway.Simulators.Scripts;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Codex sends a 5xx and a dropped stream again and again; what is refused for good must come in a form that it shows at once.</summary>
public sealed class Case29_WrongStatusForRefusals
{
    [Theory, Dialects]
    public async Task A_rate_limit_says_how_long_to_wait(string column)
    {
        await using var session = await StartAsync(column);
        session.Upstream.Faults.FailWith(429, Complaint.Of(session.Wire, 429), new Dictionary<string, string> { ["Retry-After"] = "17" });

        var answer = await session.Gateway.PostAsync(session.Conversation.ToJson(), Ask.ByCodex);

        Assert.Equal((429, "rate_limit_exceeded", "17"), (answer.Status, answer.Code, answer.Headers["Retry-After"]));
    }

    [Theory, Dialects]
    public async Task What_no_other_try_will_change_is_not_asked_for_again(string column)
    {
        foreach (var status in new[] { 400, 401, 403 })
        {
            await using var session = await StartAsync(column);
            session.Upstream.Faults.FailWith(status, Complaint.Of(session.Wire, status));

            var answer = await session.Gateway.PostAsync(session.Conversation.ToJson(), Ask.ByCodex);

            Assert.Equal((400, "invalid_prompt"), (answer.Status, answer.Code));
            Assert.Single(session.Upstream.Requests);
        }
    }

    [Theory, Dialects(Column.Anthropic, Column.Bedrock, Column.Chat, Column.Cohere, Column.Gemini, Column.Native, Column.Rewritten)]
    public async Task A_failure_in_mid_stream_is_told_inside_it(string column)
    {
        await using var session = await StartAsync(column);
        session.Upstream.Faults.Rewrite(frames => frames.Take(frames.Count - 3).Append(Complaint.Encode(session.Wire, Complaint.InStream(session.Wire))));

        var terminal = (await session.Gateway.PostAsync(session.Conversation.ToJson(), Ask.ByCodex)).Terminal;

        Assert.Equal(("response.failed", Complaint.Told(session.Wire).Code), (terminal.Type, terminal.ErrorCode));
    }

    [Theory, Dialects]
    public async Task An_error_that_quotes_the_providers_key_is_told_without_it(string column)
    {
        await using var session = await StartAsync(column);
        session.Upstream.Faults.FailWith(400, Complaint.Of(session.Wire, 400).Replace("does not like", $"got {Wire.ProviderKey} and does not like", StringComparison.Ordinal));

        var answer = await session.Gateway.PostAsync(session.Conversation.ToJson());

        Assert.Contains("and does not like", answer.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.ProviderKey, answer.Text, StringComparison.Ordinal);
    }

    [Theory, Dialects]
    public async Task A_spent_budget_is_told_once_with_its_amount_and_its_end(string column)
    {
        await using var session = await CaseSession.StartAsync(
            Column.WireOf(column), [new ScriptedStep { Text = "Never said." }],
            ("Budgets:small:Scope", "everything"), ("Budgets:small:Period", "month"), ("Budgets:small:LimitUsd", "0.000001"));
        session.Conversation.Say("Why?");

        var answer = await session.Gateway.PostAsync(session.Conversation.ToJson(), Ask.ByCodex);

        Assert.Equal((429, "usage_limit_reached", "usage_limit_reached"), (answer.Status, answer.Code, answer.Error.GetProperty("type").GetString()));
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), answer.Error.GetProperty("resets_at").GetInt64());
        Assert.Contains("monthly budget of $0.000001", answer.Headers["x-codex-promo-message"], StringComparison.Ordinal);
        Assert.Empty(session.Upstream.Requests);
        Assert.Empty(await session.Gateway.Ledger.RowsAsync());
    }

    private static async Task<CaseSession> StartAsync(string column)
    {
        var session = await CaseSession.StartAsync(column, new ScriptedStep { Text = "It is a long answer to a short question." });
        session.Conversation.Say("Why?");
        return session;
    }
}
