using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Budgets;

/// <summary>Who hears that a budget runs out, and how often.</summary>
public sealed class BudgetAlertsTests : IDisposable
{
    private const string Address = "https://hooks.example/budgets";

    private readonly BudgetFixture fixture = new();
    private readonly Hook hook = new();

    [Theory]
    [InlineData(0.499, new int[0])]
    [InlineData(0.5, new[] { 50 })]
    [InlineData(0.85, new[] { 50, 80 })]
    [InlineData(1.0, new[] { 50, 80, 100 })]
    public async Task Each_threshold_that_is_reached_is_told(double spent, int[] thresholds)
    {
        var budget = await fixture.BudgetAsync();

        Alerts().Note(budget, Period(budget), (long)(spent * BudgetFixture.Limit));

        var told = new List<int>();
        foreach (var _ in thresholds)
        {
            told.Add((await hook.ToldAsync()).GetProperty("threshold_percent").GetInt32());
        }

        Assert.Equal(thresholds, told.Order());
    }

    [Fact]
    public async Task It_is_told_once_whichever_instance_notices_and_again_in_the_next_period()
    {
        var budget = await fixture.BudgetAsync();
        Alerts().Note(budget, Period(budget), BudgetFixture.Limit / 2);
        var first = await hook.ToldAsync();

        Alerts().Note(budget, Period(budget), BudgetFixture.Limit * 6 / 10);
        var alerts = Alerts();
        alerts.Note(budget, Period(budget), BudgetFixture.Limit / 2);
        fixture.Time.Advance(TimeSpan.FromDays(1));
        alerts.Note(budget, Period(budget), BudgetFixture.Limit / 2);
        var second = await hook.ToldAsync();

        Assert.Equal(86_400, second.GetProperty("resets_at").GetInt64() - first.GetProperty("resets_at").GetInt64());
        Assert.Equal(2, hook.Requests);
    }

    [Fact]
    public async Task The_message_says_which_budget_and_how_far_and_holds_no_secret()
    {
        var budget = await fixture.BudgetAsync();

        Alerts().NoteSpent(budget, Period(budget), BudgetFixture.Limit * 49 / 100);

        var told = await hook.ToldAsync();
        Assert.Equal(
            ["type", "budget", "scope", "value", "period", "threshold_percent", "limit_usd", "spent_usd", "at", "resets_at"], told.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("all", "everything", "day", 100, 1m, 0.49m), (
            told.GetProperty("budget").GetString(), told.GetProperty("scope").GetString(), told.GetProperty("period").GetString(),
            told.GetProperty("threshold_percent").GetInt32(), told.GetProperty("limit_usd").GetDecimal(), told.GetProperty("spent_usd").GetDecimal()));
    }

    [Fact]
    public async Task A_hook_that_fails_is_asked_again()
    {
        var budget = await fixture.BudgetAsync();
        hook.FailNext(2);

        Alerts().Note(budget, Period(budget), BudgetFixture.Limit / 2);

        await hook.ToldAsync();
        await AdvanceToRetryAsync();
        await hook.ToldAsync();
        await AdvanceToRetryAsync();
        await hook.ToldAsync();
        Assert.Equal(3, hook.Requests);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var budget = await fixture.BudgetAsync();
        hook.FailNext(1, HttpStatusCode.TemporaryRedirect);

        Alerts().Note(budget, Period(budget), BudgetFixture.Limit / 2);

        await hook.ToldAsync();
        await AdvanceToRetryAsync();
        await hook.ToldAsync();
        Assert.All(hook.Addresses, address => Assert.Equal(Address, address));
    }

    [Fact]
    public async Task What_its_process_did_not_live_to_tell_the_timer_tells()
    {
        var budget = await fixture.BudgetAsync();
        await fixture.Store.InsertAsync(
            PoolRow.Table, AlertRow.Map(new BudgetAlert(budget, Period(budget), 80, 8, fixture.Time.GetUtcNow()), toldAt: null), default);
        fixture.Time.Advance(TimeSpan.FromMinutes(10));

        await Alerts().TellPendingAsync([budget], default);
        await Alerts().TellPendingAsync([budget], default);

        Assert.Equal(80, (await hook.ToldAsync()).GetProperty("threshold_percent").GetInt32());
        Assert.Equal(1, hook.Requests);
    }

    [Theory]
    [InlineData("http://hooks.example/budgets")]
    [InlineData("ftp://hooks.example")]
    [InlineData("hooks")]
    public void The_hook_is_reached_by_https_or_on_this_machine(string address)
    {
        Assert.Throws<InvalidOperationException>(() => fixture.NewAlerts(new HttpMessageInvoker(hook), address));
    }

    public void Dispose() => hook.Dispose();

    private BudgetAlerts Alerts() => fixture.NewAlerts(new HttpMessageInvoker(hook, disposeHandler: false), Address);

    private PeriodSpan Period(Budget budget) => budget.PeriodOf(fixture.Time.GetUtcNow());

    /// <summary>A deadline is waited for too, and a longer one.</summary>
    private async Task AdvanceToRetryAsync()
    {
        TimeSpan wait;
        do
        {
            wait = await fixture.Time.TimerStartedAsync();
        }
        while (wait >= TimeSpan.FromSeconds(10));

        fixture.Time.Advance(wait);
    }

    /// <summary>The service that is told.</summary>
    private sealed class Hook : HttpMessageHandler
    {
        private readonly Channel<JsonElement> told = Channel.CreateUnbounded<JsonElement>();
        private int failures;
        private HttpStatusCode failure;

        public List<string> Addresses { get; } = [];

        public int Requests => Addresses.Count;

        public void FailNext(int times, HttpStatusCode status = HttpStatusCode.BadGateway) => (failures, failure) = (times, status);

        public Task<JsonElement> ToldAsync() => told.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Addresses.Add(request.RequestUri!.OriginalString);
            var json = JsonElement.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            var status = failures-- > 0 ? failure : HttpStatusCode.NoContent;
            told.Writer.TryWrite(json);
            return new HttpResponseMessage(status) { Headers = { Location = new Uri("https://elsewhere.example") } };
        }
    }
}
