using System.Collections.Concurrent;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream.Credentials;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

public sealed class LeaseCacheTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ManualTimeProvider time = new();
    private readonly ConcurrentQueue<TaskCompletionSource<Lease<string>>> asked = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly LeaseCache<string> cache;

    public LeaseCacheTests() => cache = new LeaseCache<string>(time);

    public void Dispose() => arrivals.Dispose();

    [Fact]
    public async Task Fifty_that_wait_for_the_first_lease_cause_one_request()
    {
        var waiting = Enumerable.Range(0, 50).Select(_ => GetAsync()).ToList();
        (await NextAsync()).SetResult(Lease("first"));

        Assert.All(await Task.WhenAll(waiting), value => Assert.Equal("first", value));
        Assert.Single(asked);
    }

    [Fact]
    public async Task Fifty_go_on_with_the_old_lease_while_one_request_brings_the_next()
    {
        await GiveAsync("first");
        time.Advance(Hour - LeaseCache<string>.Ahead);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => GetAsync())), value => Assert.Equal("first", value));
        (await NextAsync()).SetResult(Lease("second"));

        await Eventually.TrueAsync(async () => await GetAsync() == "second");
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task Fifty_that_find_the_lease_ended_wait_for_one_request()
    {
        await GiveAsync("first");
        time.Advance(Hour);

        var waiting = Enumerable.Range(0, 50).Select(_ => GetAsync()).ToList();
        (await NextAsync()).SetResult(Lease("second"));

        Assert.All(await Task.WhenAll(waiting), value => Assert.Equal("second", value));
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task A_lease_that_is_short_from_the_start_is_not_replaced_all_the_time()
    {
        await GiveAsync("first", TimeSpan.FromMinutes(4));

        time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        Assert.Equal("first", await GetAsync());
        Assert.Single(asked);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("first", await GetAsync());
        await NextAsync();
    }

    [Fact]
    public async Task A_replacement_that_fails_does_not_disturb_while_the_old_lease_holds()
    {
        await GiveAsync("first");
        time.Advance(Hour - LeaseCache<string>.Ahead);
        await GetAsync();
        var request = await NextAsync();
        var joined = RenewAsync("first");
        Fail(request);
        await Assert.ThrowsAsync<GatewayException>(() => joined);

        Assert.Equal("first", await GetAsync());
        Assert.Equal(2, asked.Count);
        time.Advance(LeaseCache<string>.PauseAfterFailure);
        Assert.Equal("first", await GetAsync());
        (await NextAsync()).SetResult(Lease("second"));
        await Eventually.TrueAsync(async () => await GetAsync() == "second");
    }

    [Fact]
    public async Task A_failure_without_a_lease_is_told_and_not_remembered()
    {
        var waiting = GetAsync();
        Fail(await NextAsync());
        await Assert.ThrowsAsync<GatewayException>(() => waiting);

        var again = GetAsync();
        (await NextAsync()).SetResult(Lease("first"));
        Assert.Equal("first", await again);
    }

    [Fact]
    public async Task Fifty_whose_lease_is_refused_cause_one_request()
    {
        await GiveAsync("first");

        var renewals = Enumerable.Range(0, 50).Select(_ => RenewAsync("first")).ToList();
        (await NextAsync()).SetResult(Lease("second"));

        Assert.All(await Task.WhenAll(renewals), Assert.True);
        Assert.Equal(2, asked.Count);
        Assert.Equal("second", await GetAsync());
    }

    [Fact]
    public async Task A_lease_that_was_renewed_meanwhile_counts_as_newer()
    {
        await GiveAsync("first");
        time.Advance(Hour);
        await GiveAsync("second");

        Assert.True(await RenewAsync("first"));
        Assert.Equal(2, asked.Count);
    }

    [Fact]
    public async Task Leases_that_are_refused_one_after_the_other_are_not_renewed_over_and_over()
    {
        await GiveAsync("first");
        var renewal = RenewAsync("first");
        (await NextAsync()).SetResult(Lease("second"));
        await renewal;

        Assert.False(await RenewAsync("second"));

        time.Advance(LeaseCache<string>.ShortestTimeBetweenRenewals);
        var later = RenewAsync("second");
        (await NextAsync()).SetResult(Lease("third"));
        Assert.True(await later);
    }

    [Fact]
    public async Task One_that_leaves_does_not_end_the_request_of_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var left = cache.GetAsync("a", RequestAsync, leaving.Token).AsTask();
        var stayed = GetAsync();
        var request = await NextAsync();

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        request.SetResult(Lease("first"));

        Assert.Equal("first", await stayed);
    }

    [Fact]
    public async Task A_token_server_that_says_nothing_is_given_up()
    {
        var waiting = cache.GetAsync("a", async cancellationToken =>
        {
            arrivals.Release();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return Lease("never");
        }, CancellationToken.None).AsTask();
        await arrivals.WaitAsync();

        time.Advance(LeaseCache<string>.Patience);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Names_are_kept_apart()
    {
        await GiveAsync("first");

        var other = cache.GetAsync("b", RequestAsync, CancellationToken.None).AsTask();
        (await NextAsync()).SetResult(Lease("other"));

        Assert.Equal(("first", "other"), (await GetAsync(), await other));
    }

    private Task<string> GetAsync() => cache.GetAsync("a", RequestAsync, CancellationToken.None).AsTask();

    private Task<bool> RenewAsync(string refused) => cache.RenewAsync("a", value => value == refused, RequestAsync, CancellationToken.None).AsTask();

    private async Task GiveAsync(string value, TimeSpan? lifetime = null)
    {
        var waiting = GetAsync();
        (await NextAsync()).SetResult(new Lease<string>(value, time.GetUtcNow() + (lifetime ?? Hour)));
        Assert.Equal(value, await waiting);
    }

    private Lease<string> Lease(string value) => new(value, time.GetUtcNow() + Hour);

    private static void Fail(TaskCompletionSource<Lease<string>> request) => request.SetException(TokenFailure.Of("The Cloud", "the test wants it"));

    private Task<Lease<string>> RequestAsync(CancellationToken cancellationToken)
    {
        var request = new TaskCompletionSource<Lease<string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked.Enqueue(request);
        arrivals.Release();
        return request.Task;
    }

    private async Task<TaskCompletionSource<Lease<string>>> NextAsync()
    {
        Assert.True(await arrivals.WaitAsync(TimeSpan.FromMinutes(1)));
        return asked.Last();
    }
}
