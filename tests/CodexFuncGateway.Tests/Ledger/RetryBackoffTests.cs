using CodexFuncGateway.Ledger;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Ledger;

public class RetryBackoffTests
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    [Fact]
    public void Each_failure_doubles_the_delay_up_to_the_longest()
    {
        var backoff = new RetryBackoff(First, Longest, new FixedRandom(1));

        Assert.Equal([1, 2, 4, 8, 8, 8], Enumerable.Range(0, 6).Select(_ => backoff.Failed().TotalSeconds));
    }

    [Fact]
    public void A_success_starts_over()
    {
        var backoff = new RetryBackoff(First, Longest, new FixedRandom(1));
        backoff.Failed();
        backoff.Failed();

        backoff.Succeeded();

        Assert.Equal(First, backoff.Failed());
        Assert.Equal(1, backoff.Failures);
    }

    [Fact]
    public void Delays_are_spread_over_the_upper_half()
    {
        var earliest = new RetryBackoff(First, Longest, new FixedRandom(0));

        Assert.Equal(First / 2, earliest.Failed());
    }

    [Fact]
    public void An_outage_of_any_length_does_not_overflow()
    {
        var backoff = new RetryBackoff(First, Longest, new FixedRandom(1));

        Assert.All(Enumerable.Range(0, 5000).Select(_ => backoff.Failed()), delay => Assert.InRange(delay, First, Longest));
    }
}
