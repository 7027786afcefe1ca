using System.Globalization;
using CodexFuncGateway.Budgets;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>When budgets begin anew.</summary>
public sealed class PeriodSpanTests
{
    [Theory]
    [InlineData("day", "2026-11-04T12:00Z", "2026-11-04T00:00Z", "2026-11-05T00:00Z")]
    [InlineData("day", "2026-11-04T23:59:59.999+02:00", "2026-11-04T00:00Z", "2026-11-05T00:00Z")]
    [InlineData("day", "2026-11-04T01:00+02:00", "2026-11-03T00:00Z", "2026-11-04T00:00Z")]
    [InlineData("week", "2026-11-04T12:00Z", "2026-11-02T00:00Z", "2026-11-09T00:00Z")]
    [InlineData("week", "2026-11-02T00:00Z", "2026-11-02T00:00Z", "2026-11-09T00:00Z")]
    [InlineData("week", "2026-11-08T23:59Z", "2026-11-02T00:00Z", "2026-11-09T00:00Z")]
    [InlineData("week", "2027-01-01T00:00Z", "2026-12-28T00:00Z", "2027-01-04T00:00Z")]
    [InlineData("month", "2028-02-29T12:00Z", "2028-02-01T00:00Z", "2028-03-01T00:00Z")]
    [InlineData("month", "2026-12-31T23:59Z", "2026-12-01T00:00Z", "2027-01-01T00:00Z")]
    public void A_period_is_that_of_the_calendar_in_utc(string period, string time, string start, string end)
    {
        var span = PeriodSpan.Of(Enum.Parse<BudgetPeriod>(period, ignoreCase: true), Time(time));

        Assert.Equal((Time(start), Time(end)), (span.Start, span.End));
        Assert.True(span.Contains(span.Start) && !span.Contains(span.End!.Value) && span.Contains(Time(time)));
    }

    [Fact]
    public void A_total_has_neither_beginning_nor_end()
    {
        var span = PeriodSpan.Of(BudgetPeriod.Total, Time("2026-11-04T12:00Z"));

        Assert.Null(span.End);
        Assert.True(span.Contains(Time("1999-01-01T00:00Z")) && span.Contains(Time("2999-01-01T00:00Z")));
    }

    [Fact]
    public void Keys_of_one_kind_sort_like_time_and_differ_between_kinds()
    {
        var days = Enumerable.Range(0, 800).Select(day => Time("2026-01-01T00:00Z").AddDays(day)).ToArray();

        foreach (var period in new[] { BudgetPeriod.Day, BudgetPeriod.Week, BudgetPeriod.Month })
        {
            var keys = days.Select(day => PeriodSpan.Of(period, day).Key).ToArray();
            Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        }

        Assert.Equal(4, Enum.GetValues<BudgetPeriod>().Select(period => PeriodSpan.Of(period, Time("2027-02-01T00:00Z")).Key).Distinct().Count());
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
