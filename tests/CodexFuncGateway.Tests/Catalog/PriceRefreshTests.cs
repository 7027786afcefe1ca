using System.Text.Json;
using CodexFuncGateway.Prices;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Catalog;

public sealed class PriceRefreshTests
{
    private const string Row = """{"from": "2026-08-01", "source": "litellm@2026-08-01", "rates": {"input": 2, "output": 10, "cacheRead": 0.2}}""";

    private const string Same = "\"input_cost_per_token\":2e-06,\"output_cost_per_token\":1e-05,\"cache_read_input_token_cost\":2e-07";

    [Fact]
    public void What_is_the_same_is_not_touched() => Assert.Equal((File(Row), ""), Refresh(Row, Same));

    [Fact]
    public void A_new_price_is_a_row_of_its_own_and_the_old_one_stays()
    {
        var (file, told) = Refresh(Row, "\"input_cost_per_token\":3e-06,\"output_cost_per_token\":1.5e-05,\"cache_read_input_token_cost\":3.0000000000000004e-07");

        var row = """{"from": "2026-11-01", "source": "litellm@2026-11-01", "rates": {"input": 3, "output": 15, "cacheRead": 0.3}}""";
        Assert.Equal(File($"{Row}, {row}"), file);
        Assert.StartsWith("changed\tacme/model\n  - litellm@2026-08-01\t\"rates\": {\"input\": 2, ", told);
    }

    [Fact]
    public void Asked_again_it_finds_nothing_to_do()
    {
        var once = Refresh(Row, "\"input_cost_per_token\":3e-06,\"output_cost_per_token\":1.5e-05").File;

        Assert.Equal((once, ""), Run(once, "\"input_cost_per_token\":3e-06,\"output_cost_per_token\":1.5e-05", withVendorPages: false));
    }

    [Fact]
    public void Thresholds_tiers_and_the_hour_s_cache_are_read()
    {
        var (file, _) = Refresh(Row, """
            "input_cost_per_token":3e-06,"output_cost_per_token":1.5e-05,"cache_creation_input_token_cost":3.75e-06,"cache_creation_input_token_cost_above_1hr":6e-06,
            "input_cost_per_token_above_200k_tokens":6e-06,"output_cost_per_token_above_200k_tokens":2.25e-05,"cache_creation_input_token_cost_above_1hr_above_200k_tokens":1.2e-05,
            "input_cost_per_token_flex":1.5e-06,"output_cost_per_token_flex":7.5e-06,"input_cost_per_token_above_200k_tokens_flex":3e-06,"output_cost_per_token_above_200k_tokens_flex":1.1e-05
            """);

        Assert.Contains(
            """
            "rates": {"input": 3, "output": 15, "cacheWrite5m": 3.75, "cacheWrite1h": 6}, "longContext": [{"abovePromptTokens": 200000, "rates": {"input": 6, "output": 22.5, "cacheWrite1h": 12}}], "tiers": {"flex": {"rates": {"input": 1.5, "output": 7.5}, "longContext": [{"abovePromptTokens": 200000, "rates": {"input": 3, "output": 11}}]}}
            """,
            file);
    }

    [Fact]
    public void What_the_public_file_does_not_know_of_caches_and_fees_is_kept()
    {
        var (file, _) = Refresh(Row[..^1] + ", \"fees\": {\"perThousandSearches\": 10}}", "\"input_cost_per_token\":2e-06,\"output_cost_per_token\":1.2e-05");

        Assert.Contains("\"rates\": {\"input\": 2, \"output\": 12, \"cacheRead\": 0.2}, \"fees\": {\"perThousandSearches\": 10}}", file);
    }

    [Theory]
    [InlineData("litellm@2026-08-01", "openai.com@2026-08-01", "kept: openai.com@2026-08-01 is a vendor's page")]
    [InlineData("litellm@2026-08-01", "litellm@2026-11-02", "kept: litellm@2026-11-02 from 2026-08-01 is newer")]
    [InlineData("@2026-08-01\",", "@2026-08-01\", \"disputed\": true,", "kept: sources disagree, and this one is lower")]
    public void A_row_that_is_better_founded_stays(string of, string with, string reason)
    {
        var (file, told) = Refresh(Row.Replace(of, with, StringComparison.Ordinal), "\"input_cost_per_token\":1e-06,\"output_cost_per_token\":1e-05");

        Assert.Equal(File(Row.Replace(of, with, StringComparison.Ordinal)), file);
        Assert.StartsWith($"{reason}\tacme/model\n", told);
    }

    [Fact]
    public void A_vendor_s_page_gives_way_only_where_that_is_asked_for()
    {
        var row = Row.Replace("litellm", "openai.com", StringComparison.Ordinal);

        Assert.NotEqual(File(row), Run(File(row), "\"input_cost_per_token\":1e-06,\"output_cost_per_token\":1e-05", withVendorPages: true).File);
    }

    [Theory]
    [InlineData("\"input_cost_per_token\":2e-06,\"output_cost_per_token\":1e-05,\"cache_read_input_token_cost\":4.5e-06", "reading a cache is dearer than the input")]
    [InlineData("\"input_cost_per_token\":3e-06,\"output_cost_per_token\":1e-05,\"cache_read_input_token_cost\":0", "reading a cache is free")]
    [InlineData("\"input_cost_per_token\":0,\"output_cost_per_token\":0", "a rate is zero")]
    [InlineData("\"input_cost_per_token\":5e-08,\"output_cost_per_token\":4e-07,\"input_cost_per_token_priority\":2.5e-06", "a tier or a threshold has no rate for input or output")]
    [InlineData("\"input_cost_per_token\":5e-08,\"output_cost_per_token\":4e-07,\"input_cost_per_token_priority\":2.5e-06,\"output_cost_per_token_priority\":4e-07", "a tier is far from the standard rates")]
    public void Rates_that_cannot_be_meant_are_shown_and_not_taken(string rates, string reason)
    {
        var (file, told) = Refresh(Row, rates);

        Assert.Equal(File(Row), file);
        Assert.StartsWith($"refused: {reason}\tacme/model\n", told);
    }

    [Theory]
    [InlineData("acme/another", "acme")]
    [InlineData("acme/model", "somebody")]
    public void A_model_that_it_does_not_list_stays_as_it_is(string name, string whose)
    {
        var prices = Prices("\"input_cost_per_token\":9e-06,\"output_cost_per_token\":9e-06", name, whose);

        Assert.Equal(File(Row), DataFile.Refresh(File(Row), "acme", new PriceRefresh(prices, "litellm@2026-11-01", false), _ => Assert.Fail("nothing differs")));
    }

    [Fact]
    public void The_data_of_this_repository_can_be_refreshed()
    {
        var told = new StringWriter();
        var prices = new PublicPrices(
            JsonElement.Parse("""{"gpt-5.5":{"litellm_provider":"openai","input_cost_per_token":7e-06,"output_cost_per_token":4e-05}}"""),
            new Dictionary<string, PublicNames> { ["openai"] = new([""], ["openai"]) });

        Refresher.Run(new PriceRefresh(prices, "litellm@2026-11-30", false), Path.Combine(RepositoryFolder.Tests, "../../src/CodexFuncGateway.Core/Catalog/data/models"), write: false, told);

        Assert.StartsWith("changed\topenai/gpt-5.5\n", told.ToString());
        Assert.EndsWith("1 would be written, 0 left as they are.\n", told.ToString());
    }

    private static (string File, string Told) Refresh(string row, string rates) => Run(File(row), rates, withVendorPages: false);

    private static (string File, string Told) Run(string file, string rates, bool withVendorPages)
    {
        var told = "";
        return (DataFile.Refresh(file, "acme", new PriceRefresh(Prices(rates), "litellm@2026-11-01", withVendorPages), change => told += change), told);
    }

    private static PublicPrices Prices(string rates, string name = "acme/model", string whose = "acme") =>
        new(JsonElement.Parse($$"""{ "{{name}}": { "litellm_provider": "{{whose}}", {{rates}} } }"""), new Dictionary<string, PublicNames> { ["acme"] = new(["acme/"], ["acme"]) });

    private static string File(string row) => $"[\n  // Kept.\n  {{\"id\": \"model\", \"contextWindow\": 8000, \"prices\": [{row}]}},\n  {{\"id\": \"other\", \"prices\": [{Row}]}}\n]\n";
}
