namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>What a ledger row says of who a call was made for.</summary>
public sealed class AttributionTests
{
    [Theory]
    [InlineData("project", "atlas", new[] { "project=atlas" })]
    [InlineData("cost-center", "R&D", new string[0])]
    [InlineData("cost-center", "4711/a.b_c-d@e+f:g", new[] { "cost-center=4711/a.b_c-d@e+f:g" })]
    [InlineData("project", "a,b", new string[0])]
    [InlineData("project", "a=b", new string[0])]
    [InlineData("project", "a b", new string[0])]
    [InlineData("project", "12345678901234567890123456789012345678901234567890123456789012345", new string[0])]
    [InlineData("unlisted", "atlas", new string[0])]
    public async Task A_listed_tag_with_a_harmless_value_is_taken_and_any_other_left_out(string name, string value, string[] tags)
    {
        var row = await RowAsync([("Gateway:Tags", "project, cost-center")], ($"x-gateway-tag-{name}", value));

        Assert.Equal(tags, row.Tags);
    }

    [Fact]
    public async Task Without_a_list_no_tag_is_taken()
    {
        Assert.Empty((await RowAsync([], ("x-gateway-tag-project", "atlas"))).Tags);
    }

    [Fact]
    public void What_the_key_says_goes_before_what_the_client_says()
    {
        Assert.Equal(
            ["project=core", "beta", "stage=test"],
            CodexFuncGateway.Pipeline.Tags.Merge(["project=core", "beta"], ["project=atlas", "stage=test"]));
    }

    [Fact]
    public void Tags_never_outgrow_the_ledgers_column()
    {
        var many = Enumerable.Range(0, 100).Select(number => $"tag{number}={new string('x', 50)}").ToArray();

        Assert.InRange(string.Join(',', CodexFuncGateway.Pipeline.Tags.Merge([], many)).Length, 900, 1_000);
    }

    [Theory]
    [InlineData("""{"request_kind":"turn","thread_source":"user"}""", null, "turn")]
    [InlineData("""{"request_kind":"prewarm","thread_source":"user"}""", null, "prewarm")]
    [InlineData("""{"request_kind":"compaction","thread_source":"user"}""", null, "compact")]
    [InlineData("""{"request_kind":"turn","thread_source":"thread_title"}""", null, "title")]
    [InlineData("""{"request_kind":"turn","thread_source":"subagent"}""", "collab_spawn", "subagent")]
    [InlineData("""{"request_kind":"turn","thread_source":"subagent"}""", "review", "review")]
    [InlineData("""{"request_kind":"turn","thread_source":"guardian_review"}""", "guardian", "guardian")]
    [InlineData(null, "review", "review")]
    [InlineData("""{"request_kind":"<script>","thread_source":"user"}""", "drop table", null)]
    [InlineData("""{"request_kind":7}""", null, null)]
    [InlineData("[[[", null, null)]
    [InlineData(null, null, null)]
    public async Task The_kind_of_request_is_one_of_our_own_words(string? metadata, string? subagent, string? kind)
    {
        var row = await RowAsync([], ("x-codex-turn-metadata", metadata ?? ""), ("x-openai-subagent", subagent ?? ""));

        Assert.Equal(kind, row.RequestKind);
    }

    [Theory]
    [InlineData("0199-thread", "0199-thread")]
    [InlineData("no spaces", null)]
    public async Task The_thread_is_kept_where_it_looks_harmless(string sent, string? kept)
    {
        Assert.Equal(kept, (await RowAsync([], ("thread-id", sent))).ThreadId);
    }

    private static async Task<CodexFuncGateway.Ledger.LedgerEntry> RowAsync((string, string)[] settings, params (string, string)[] headers)
    {
        await using var upstream = await Wire.Chat.StartAsync();
        await using var gateway = await GatewayUnderTest.StartAsync([.. Wire.Chat.At(upstream), .. settings]);
        await gateway.PostAsync(Ask.Question(Wire.Chat.Model), headers);
        return await gateway.Ledger.OnlyRowAsync();
    }
}
