using CodexFuncGateway.Ledger;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Ledger;

public class LedgerRowTests
{
    private static readonly LedgerEntry Full = new()
    {
        RequestId = "request1",
        KeyId = "key1",
        User = "ada",
        Team = "engines",
        Tags = ["ci", "nightly"],
        ModelAsked = "fast",
        Provider = "anthropic",
        ModelServed = "claude-sonnet-4-5-20250929",
        Dialect = "anthropic-messages",
        ServiceTierAsked = "auto",
        ServiceTierServed = "standard",
        Usage = new TokenUsage
        {
            FreshInputTokens = 1,
            CacheReadTokens = 2,
            CacheWrite5mTokens = 3,
            CacheWrite1hTokens = 4,
            OutputTokens = 5,
            ReasoningTokens = 6,
            Searches = 7,
        },
        CostNanoUsd = long.MaxValue,
        PriceVersion = "2026-11-01",
        IsEstimate = true,
        Outcome = LedgerOutcome.Incomplete,
        Status = 200,
        FirstTokenMs = 321,
        DurationMs = 4_321,
        UpstreamRequestId = "upstream1",
        SessionId = "session1",
        StartedAt = new DateTimeOffset(2026, 11, 4, 23, 59, 59, TimeSpan.Zero).AddTicks(1),
    };

    [Fact]
    public void Every_column_of_the_contract_is_written_and_no_other()
    {
        string[] columns =
        [
            "RequestId", "KeyId", "User", "Team", "Tags", "ModelAsked", "Provider", "ModelServed", "Dialect", "ServiceTierAsked",
            "ServiceTierServed", "FreshInputTokens", "CacheReadTokens", "CacheWrite5mTokens", "CacheWrite1hTokens", "OutputTokens",
            "ReasoningTokens", "Searches", "CostNanoUsd", "PriceVersion", "IsEstimate", "Outcome", "Status", "FirstTokenMs", "DurationMs",
            "UpstreamRequestId", "SessionId", "StartedAt",
        ];

        Assert.Equal(columns.Order(), LedgerRow.Map(Full).Properties.Keys.Order());
    }

    [Fact]
    public void A_full_entry_comes_back_as_it_was() => Assert.Equivalent(Full, LedgerRow.Read(LedgerRow.Map(Full)), strict: true);

    [Fact]
    public void An_open_entry_comes_back_as_it_was() =>
        Assert.Equivalent(LedgerEntries.Open(1), LedgerRow.Read(LedgerRow.Map(LedgerEntries.Open(1))), strict: true);

    [Fact]
    public void An_outcome_is_written_in_lower_case() => Assert.Equal("incomplete", LedgerRow.Map(Full).GetString("Outcome"));

    [Fact]
    public void A_text_of_any_length_fits_its_column()
    {
        var row = LedgerRow.Map(Full with { ModelAsked = new string('m', 100_000) });

        Assert.Equal(1024, row.GetString("ModelAsked")!.Length);
    }
}
