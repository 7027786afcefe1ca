using System.Text.Json;

namespace CodexFuncGateway.Tests.Http.Administration;

/// <summary><c>GET /gateway/v1/costs/requests</c>.</summary>
public sealed class CallsEndpointTests(CostsGateway costs) : IClassFixture<CostsGateway>
{
    [Fact]
    public async Task Calls_are_told_newest_first_with_all_the_ledger_knows()
    {
        var answer = (await costs.GetAsync("/gateway/v1/costs/requests")).Json;

        Assert.Equal(["req_7", "req_6", "req_5", "req_4", "req_3", "req_2", "req_1"], Ids(answer));
        var last = answer.GetProperty("requests")[6];
        Assert.Equal(
            ("2026-11-02T09:15:00.0000000Z", "key-ann", "session-1", "completed", 6289L, "0.017388450", 420L),
            (last.GetProperty("started_at").GetString(), last.GetProperty("key").GetString(), last.GetProperty("session").GetString(), last.GetProperty("outcome").GetString(),
                last.GetProperty("cache_read_tokens").GetInt64(), last.GetProperty("cost_usd").GetString(), last.GetProperty("first_token_ms").GetInt64()));
        Assert.Null(answer.GetProperty("next").GetString());
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_cursors_whose_size_may_change()
    {
        var first = (await costs.GetAsync("/gateway/v1/costs/requests?limit=2&provider=openai")).Json;
        var second = (await costs.GetAsync($"/gateway/v1/costs/requests?limit=3&provider=openai&cursor={first.GetProperty("next").GetString()}")).Json;

        Assert.Equal("req_7 req_5, req_4 req_3", $"{string.Join(' ', Ids(first))}, {string.Join(' ', Ids(second))}");
        Assert.Null(second.GetProperty("next").GetString());
    }

    [Theory]
    [InlineData("team=search", "req_6 req_2 req_1")]
    [InlineData("key=key-bob&outcome=completed", "req_5 req_3")]
    [InlineData("outcome=open&outcome=rejected", "req_7 req_4")]
    [InlineData("session=session-2", "req_2")]
    [InlineData("user=ann&model=claude-sonnet-5&to=2026-11-03", "req_1")]
    [InlineData("provider=anthropic&from=2026-11-03&to=2026-11-04", "req_2")]
    [InlineData("team=nobody", "")]
    public async Task Filters_choose_calls(string query, string expected)
    {
        var answer = (await costs.GetAsync($"/gateway/v1/costs/requests?{query}")).Json;

        Assert.Equal(expected, string.Join(' ', Ids(answer)));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("outcome=good", "outcome")]
    [InlineData("group_by=team", "group_by")]
    [InlineData("format=csv", "format")]
    [InlineData("cursor=", "cursor")]
    [InlineData("cursor=AAAA", "cursor")]
    [InlineData("cursor=not%20base64!", "cursor")]
    public async Task What_cannot_be_meant_is_refused_by_name(string query, string parameter)
    {
        var answer = await costs.GetAsync($"/gateway/v1/costs/requests?{query}");

        Assert.Equal((400, parameter), (answer.Status, answer.Param));
    }

    [Fact]
    public async Task A_cursor_that_was_changed_in_any_place_is_refused()
    {
        var cursor = (await costs.GetAsync("/gateway/v1/costs/requests?limit=2")).Json.GetProperty("next").GetString()!;
        for (var i = 0; i < cursor.Length; i += 3)
        {
            var changed = string.Concat(cursor.AsSpan(0, i), cursor[i] == 'A' ? "B" : "A", cursor.AsSpan(i + 1));

            var answer = await costs.GetAsync($"/gateway/v1/costs/requests?limit=2&cursor={changed}");

            Assert.Equal((400, "cursor"), (answer.Status, answer.Param));
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_question_only()
    {
        var cursor = (await costs.GetAsync("/gateway/v1/costs/requests?limit=2&team=search")).Json.GetProperty("next").GetString();

        var answer = await costs.GetAsync($"/gateway/v1/costs/requests?limit=2&team=billing&cursor={cursor}");

        Assert.Equal((400, "cursor"), (answer.Status, answer.Param));
    }

    private static string[] Ids(JsonElement answer) => [.. answer.GetProperty("requests").EnumerateArray().Select(call => call.GetProperty("request_id").GetString()!)];
}
