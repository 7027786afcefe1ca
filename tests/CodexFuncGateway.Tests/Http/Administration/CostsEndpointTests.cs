using System.Text.Json;

namespace CodexFuncGateway.Tests.Http.Administration;

/// <summary><c>GET /gateway/v1/costs</c>.</summary>
public sealed class CostsEndpointTests(CostsGateway costs) : IClassFixture<CostsGateway>
{
    private const long All = 17_388_450 + 2_000_000 + 4_250_001 + 1_000_000_000 + 30_000_000;

    [Fact]
    public async Task This_month_is_told_up_to_now_in_whole_nano_dollars_and_in_dollars()
    {
        var answer = (await costs.GetAsync("/gateway/v1/costs")).Json;

        var total = answer.GetProperty("total");
        Assert.Equal((All, "1.053638451"), (total.GetProperty("cost_nano_usd").GetInt64(), total.GetProperty("cost_usd").GetString()));
        Assert.Equal(("2026-11-01T00:00:00Z", "2026-11-05T00:00:00Z"), (Text(answer, "from"), Text(answer, "to")));
        Assert.Equal("2026-11-04T11:00:00Z", Text(answer, "rolled_up_until"));
        Assert.Equal((6, 1, 1), (Count(total, "requests"), Count(total, "failed_requests"), Count(total, "estimated_requests")));
    }

    [Theory]
    [InlineData("team", "billing=1004250001 search=49388450")]
    [InlineData("key", "key-ann=49388450 key-bob=1004250001")]
    [InlineData("user", "ann=49388450 bob=1004250001")]
    [InlineData("provider", "anthropic=49388450 openai=1004250001")]
    [InlineData("model", "claude-sonnet-5=49388450 gpt-5.5=1004250001")]
    [InlineData("model_asked", "anthropic/claude-sonnet-5=49388450 daily=1004250001")]
    [InlineData("day", "2026-11-02=17388450 2026-11-03=6250001 2026-11-04=1030000000")]
    public async Task Groups_add_up_to_the_total(string groupBy, string expected)
    {
        var answer = (await costs.GetAsync($"/gateway/v1/costs?group_by={groupBy}")).Json;

        Assert.Equal(expected, string.Join(' ', Groups(answer).Select(group => $"{Text(group, groupBy)}={Count(group, "cost_nano_usd")}")));
        Assert.Equal(All, Groups(answer).Sum(group => group.GetProperty("cost_nano_usd").GetInt64()));
        Assert.False(answer.GetProperty("groups_overlap").GetBoolean());
    }

    [Fact]
    public async Task A_call_with_several_tags_counts_under_each_and_once_in_the_total()
    {
        var answer = (await costs.GetAsync("/gateway/v1/costs?group_by=tag")).Json;

        var groups = Groups(answer).ToDictionary(group => Text(group, "tag") ?? "none", group => group.GetProperty("cost_nano_usd").GetInt64());
        Assert.Equal(new() { ["none"] = 30_000_000, ["ci"] = 19_388_450, ["project=atlas"] = 1_023_638_451 }, groups);
        Assert.True(answer.GetProperty("groups_overlap").GetBoolean());
        Assert.Equal(All, answer.GetProperty("total").GetProperty("cost_nano_usd").GetInt64());
    }

    [Theory]
    [InlineData("team=search", 49_388_450)]
    [InlineData("team=search&team=billing", All)]
    [InlineData("team=search&user=bob", 0)]
    [InlineData("tag=ci", 19_388_450)]
    [InlineData("tag=", 30_000_000)]
    [InlineData("key=key-bob&provider=openai&model=gpt-5.5&model_asked=daily", 1_004_250_001)]
    [InlineData("team=SEARCH", 0)]
    [InlineData("from=2026-11-03", All - 17_388_450)]
    [InlineData("to=2026-11-03", 17_388_450)]
    [InlineData("from=2026-11-03T14:00:00Z&to=2026-11-03T15:00:00Z", 4_250_001)]
    [InlineData("from=2026-11-03T15:00:00%2B01:00&to=2026-11-03T15:00Z", 4_250_001)]
    [InlineData("from=2025-12-01&to=2026-11-04", 23_638_451)]
    public async Task Filters_and_times_choose_what_counts(string query, long expected)
    {
        var answer = (await costs.GetAsync($"/gateway/v1/costs?{query}")).Json;

        Assert.Equal(expected, answer.GetProperty("total").GetProperty("cost_nano_usd").GetInt64());
    }

    [Theory]
    [InlineData("teams=search", "teams")]
    [InlineData("Team=search", "Team")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-11-03T14:00:00", "from")]
    [InlineData("from=2026-11-03T14:30:00Z", "from")]
    [InlineData("from=2026-02-30", "from")]
    [InlineData("from=2026-11-03&from=2026-11-04", "from")]
    [InlineData("from=2026-11-04&to=2026-11-04", "from")]
    [InlineData("from=2025-11-01&to=2026-11-04", "from")]
    [InlineData("from=0001-01-01T00:00:00%2B14:00", "from")]
    [InlineData("to=9999-12-31T23:00:00-14:00", "to")]
    [InlineData("group_by=colour", "group_by")]
    [InlineData("group_by=team,team", "group_by")]
    [InlineData("format=xml", "format")]
    [InlineData("format=focus&group_by=team", "group_by")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("limit=5", "limit")]
    public async Task What_cannot_be_meant_is_refused_by_name(string query, string parameter)
    {
        var answer = await costs.GetAsync($"/gateway/v1/costs?{query}");

        Assert.Equal((400, parameter), (answer.Status, answer.Param));
    }

    [Fact]
    public async Task CSV_has_a_header_and_a_line_for_each_group()
    {
        var answer = await costs.GetAsync("/gateway/v1/costs?group_by=day,team&format=csv&to=2026-11-04");

        Assert.StartsWith("text/csv", answer.Headers["Content-Type"]);
        Assert.Equal(
            """
            day,team,requests,failed_requests,estimated_requests,fresh_input_tokens,cache_read_tokens,cache_write_5m_tokens,cache_write_1h_tokens,output_tokens,reasoning_tokens,searches,cost_nano_usd,cost_usd
            2026-11-02,search,1,0,0,6,6289,3337,0,198,20,0,17388450,0.017388450
            2026-11-03,billing,2,1,0,500,0,0,0,100,0,1,4250001,0.004250001
            2026-11-03,search,1,0,0,6,6289,3337,0,198,20,0,2000000,0.002000000

            """.ReplaceLineEndings("\r\n"),
            answer.Text);
    }

    [Fact]
    public async Task FOCUS_has_a_charge_for_each_day_and_whatever_can_be_told_apart()
    {
        var answer = await costs.GetAsync("/gateway/v1/costs?format=focus");

        var lines = answer.Text.TrimEnd().Split("\r\n");
        var header = lines[0].Split(',');
        Assert.Equal(1 + 5, lines.Length);
        Assert.Equal(All / 1e9m, lines.Skip(1).Sum(line => decimal.Parse(line[..line.IndexOf(',')], System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var mandatory in (string[])
        [
            "BilledCost", "BillingAccountId", "BillingAccountName", "BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "ChargeCategory", "ChargeClass",
            "ChargeDescription", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "PricingQuantity",
            "PricingUnit", "ProviderName", "PublisherName", "ServiceCategory", "ServiceName",
        ])
        {
            Assert.Contains(mandatory, header);
        }

        var first = lines.Single(line => line.Contains("2026-11-02T00:00:00Z", StringComparison.Ordinal));
        Assert.Contains("\"{\"\"project\"\":\"\"atlas\"\",\"\"ci\"\":true}\"", first);
        Assert.Contains(",2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,Usage,,", first);
    }

    [Fact]
    public async Task FOCUS_tells_a_part_of_a_day_as_that_part()
    {
        var answer = await costs.GetAsync("/gateway/v1/costs?format=focus&from=2026-11-02T09:00:00Z&to=2026-11-02T11:00:00Z");

        Assert.Contains(",2026-11-02T09:00:00Z,2026-11-02T11:00:00Z,", Assert.Single(answer.Text.TrimEnd().Split("\r\n").Skip(1)));
    }

    private static IEnumerable<JsonElement> Groups(JsonElement answer) => answer.GetProperty("groups").EnumerateArray();

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static long Count(JsonElement json, string name) => json.GetProperty(name).GetInt64();
}
