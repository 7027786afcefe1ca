using CodexFuncGateway.Errors;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

public sealed class CachedSecretSourceTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromTicks(1);

    private readonly ScriptedSecretSource source = new();
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Fifty_parallel_reads_ask_the_source_once()
    {
        var answer = new TaskCompletionSource<string?>();
        source.Answer = () => answer.Task;
        var cache = Cache();

        var reads = Enumerable.Range(0, 50).Select(_ => ReadAsync(cache)).ToList();
        answer.SetResult("first");

        Assert.All(await Task.WhenAll(reads), value => Assert.Equal("first", value));
        Assert.Single(source.Asked);
    }

    [Theory]
    [InlineData(0.0, 12)]
    [InlineData(0.5, 9)]
    [InlineData(1.0, 6)]
    public async Task A_lifetime_differs_by_chance(double chance, int minutes)
    {
        var cache = Cache(chance);
        await ReadAsync(cache);
        source.Answer = () => Task.FromResult<string?>("second");

        time.Advance(TimeSpan.FromMinutes(minutes) - Moment);
        Assert.Equal("first", await ReadAsync(cache));

        time.Advance(Moment);
        Assert.Equal("second", await ReadAsync(cache));
    }

    [Fact]
    public async Task The_last_value_serves_while_the_source_fails()
    {
        var cache = Cache();
        await ReadAsync(cache);
        source.Answer = Fail;

        time.Advance(CachedSecretSource.LongestLifetime);
        Assert.Equal("first", await ReadAsync(cache));
        time.Advance(TimeSpan.FromHours(8));
        Assert.Equal("first", await ReadAsync(cache));
    }

    [Fact]
    public async Task A_failing_source_is_not_asked_at_every_read_and_heard_again_when_it_recovers()
    {
        var cache = Cache();
        await ReadAsync(cache);
        source.Answer = Fail;
        time.Advance(CachedSecretSource.LongestLifetime);
        await ReadAsync(cache);
        source.Answer = () => Task.FromResult<string?>("second");

        Assert.Equal("first", await ReadAsync(cache));
        Assert.Equal(2, source.Asked.Count);

        time.Advance(CachedSecretSource.StaleLifetime);
        Assert.Equal("second", await ReadAsync(cache));
    }

    [Fact]
    public async Task A_missing_secret_is_remembered_for_a_short_time()
    {
        source.Answer = () => Task.FromResult<string?>(null);
        var cache = Cache();
        Assert.Null(await ReadAsync(cache));
        source.Answer = () => Task.FromResult<string?>("created");

        Assert.Null(await ReadAsync(cache));
        Assert.Single(source.Asked);

        time.Advance(CachedSecretSource.AbsentLifetime);
        Assert.Equal("created", await ReadAsync(cache));
    }

    [Fact]
    public async Task A_deleted_secret_is_no_longer_served()
    {
        var cache = Cache();
        await ReadAsync(cache);
        source.Answer = () => Task.FromResult<string?>(null);

        time.Advance(CachedSecretSource.LongestLifetime);

        Assert.Null(await ReadAsync(cache));
    }

    [Fact]
    public async Task A_failure_without_a_value_is_told_to_the_caller_and_not_remembered()
    {
        source.Answer = Fail;
        var cache = Cache();
        await Assert.ThrowsAsync<GatewayException>(() => ReadAsync(cache));
        source.Answer = () => Task.FromResult<string?>("second");

        Assert.Equal("second", await ReadAsync(cache));
    }

    [Fact]
    public async Task A_caller_that_leaves_does_not_end_the_read_of_the_others()
    {
        var answer = new TaskCompletionSource<string?>();
        source.Answer = () => answer.Task;
        var cache = Cache();
        using var leaving = new CancellationTokenSource();

        var left = cache.GetAsync("a", leaving.Token).AsTask();
        var stayed = ReadAsync(cache);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        answer.SetResult("first");

        Assert.Equal("first", await stayed);
        Assert.Single(source.Asked);
    }

    [Fact]
    public async Task A_refused_value_is_looked_up_again_before_its_time()
    {
        var cache = Cache();
        await ReadAsync(cache);
        time.Advance(CachedSecretSource.ShortestTimeBetweenRenewals);
        source.Answer = () => Task.FromResult<string?>("second");

        Assert.Equal("second", await cache.RenewAsync("a", refused: "first", CancellationToken.None));
        Assert.Equal("second", await ReadAsync(cache));
        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task Fifty_refusals_of_one_value_ask_the_source_once()
    {
        var cache = Cache();
        await ReadAsync(cache);
        time.Advance(CachedSecretSource.ShortestTimeBetweenRenewals);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cache.RenewAsync("a", refused: "first", CancellationToken.None).AsTask()));

        Assert.Equal(2, source.Asked.Count);
    }

    [Fact]
    public async Task Names_are_kept_apart_and_the_one_that_expires_first_makes_room()
    {
        var cache = Cache();
        for (var number = 0; number <= CachedSecretSource.Capacity; number++)
        {
            await ReadAsync(cache, $"secret-{number}");
            time.Advance(Moment);
        }

        await ReadAsync(cache, "secret-1");
        Assert.Equal(CachedSecretSource.Capacity + 1, source.Asked.Count);

        await ReadAsync(cache, "secret-0");
        Assert.Equal(CachedSecretSource.Capacity + 2, source.Asked.Count);
    }

    private static Task<string?> Fail() => throw new GatewayException(ErrorKind.Internal, "The test wants this to fail.");

    private static Task<string?> ReadAsync(CachedSecretSource cache, string name = "a") => cache.GetAsync(name, CancellationToken.None).AsTask();

    private CachedSecretSource Cache(double chance = 0) => new(source, time, new FixedRandom(chance));
}
