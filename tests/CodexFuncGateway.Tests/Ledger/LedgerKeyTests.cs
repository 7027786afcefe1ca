using CodexFuncGateway.Ledger;

namespace CodexFuncGateway.Tests.Ledger;

public class LedgerKeyTests
{
    [Fact]
    public void A_row_lives_in_its_month_under_its_key_and_day()
    {
        var entry = LedgerEntries.Open(1);

        Assert.Equal("usage202611", LedgerKey.Table(entry.StartedAt));
        Assert.Equal("key|20261104", LedgerKey.Map(entry).Partition);
        Assert.Matches("^[0-9]{19}-request1$", LedgerKey.Map(entry).Row);
    }

    [Fact]
    public void Month_and_day_are_those_of_utc()
    {
        var entry = LedgerEntries.Open(1) with { StartedAt = new DateTimeOffset(2026, 11, 1, 1, 0, 0, TimeSpan.FromHours(2)) };

        Assert.Equal("usage202610", LedgerKey.Table(entry.StartedAt));
        Assert.Equal("key|20261031", LedgerKey.Map(entry).Partition);
    }

    [Fact]
    public void A_later_call_sorts_before_an_earlier_one()
    {
        var earlier = LedgerKey.Map(LedgerEntries.Open(1));
        var later = LedgerKey.Map(LedgerEntries.Open(1) with { StartedAt = LedgerEntries.Noon.AddTicks(1) });

        Assert.True(later < earlier);
    }

    [Fact]
    public void Ids_with_characters_that_a_key_cannot_hold_stay_different()
    {
        var slash = LedgerKey.Map(LedgerEntries.Open(1) with { KeyId = "a/b", RequestId = "r?" });
        var hash = LedgerKey.Map(LedgerEntries.Open(1) with { KeyId = "a#b", RequestId = "r#" });

        Assert.Equal("a~002Fb|20261104", slash.Partition);
        Assert.NotEqual(slash.Partition, hash.Partition);
        Assert.NotEqual(slash.Row, hash.Row);
    }
}
