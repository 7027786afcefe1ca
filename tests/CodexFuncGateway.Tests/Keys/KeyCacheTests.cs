using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>What is remembered of keys, for how long, and what happens while the store is away.</summary>
public sealed class KeyCacheTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider time = new();
    private readonly TestTableStore store = new();
    private readonly KeyInstance one;
    private readonly KeyInstance other;
    private int reads;

    public KeyCacheTests()
    {
        (one, other) = (new KeyInstance(store, time), new KeyInstance(store, time));
        store.BeforeRead = () =>
        {
            Interlocked.Increment(ref reads);
            return Task.CompletedTask;
        };
    }

    [Fact]
    public async Task A_key_in_use_is_not_looked_up_for_each_call()
    {
        var (_, value) = await one.CreateAsync();

        for (var call = 0; call < 100; call++)
        {
            Assert.NotNull(await one.FindAsync(value));
        }

        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Two_hundred_first_calls_make_one_look_up()
    {
        var (_, value) = await one.CreateAsync();
        var gate = new TaskCompletionSource();
        store.BeforeRead = () =>
        {
            Interlocked.Increment(ref reads);
            return gate.Task;
        };

        var calls = Enumerable.Range(0, 200).Select(_ => one.FindAsync(value).AsTask()).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), key => Assert.Equal("blue", key?.Team));
        Assert.Equal(2, reads);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("delete")]
    [InlineData("rotate")]
    public async Task A_key_that_is_revoked_ends_at_once_here_and_within_30_seconds_elsewhere(string how)
    {
        var (id, value) = await one.CreateAsync();
        Assert.NotNull(await one.FindAsync(value));
        Assert.NotNull(await other.FindAsync(value));

        await RevokeAsync(how, id);

        Assert.False(IsGood(await one.FindAsync(value)));
        // In use all the time, which keeps it in the cache.
        for (var passed = 0; passed < 30; passed++)
        {
            time.Advance(Second);
            await other.FindAsync(value);
        }

        Assert.False(IsGood(await other.FindAsync(value)));
    }

    [Fact]
    public async Task A_revoked_key_that_nobody_used_in_between_ends_within_30_seconds_too()
    {
        var (id, value) = await one.CreateAsync();
        await other.FindAsync(value);
        await RevokeAsync("disable", id);

        time.Advance(30 * Second);

        Assert.False(IsGood(await other.FindAsync(value)));
    }

    [Fact]
    public async Task What_a_slow_read_brings_is_as_old_as_its_question()
    {
        var (id, value) = await one.CreateAsync();
        var answered = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        store.BeforeRead = async () =>
        {
            if (Interlocked.Increment(ref reads) == 2)
            {
                asked.SetResult();
                await answered.Task;
            }
        };
        var reading = other.FindAsync(value).AsTask();
        await asked.Task;
        time.Advance(3 * Second);
        answered.SetResult();
        Assert.True(IsGood(await reading));
        await RevokeAsync("disable", id);

        time.Advance(KeyCache.Lifetime - (3 * Second));

        Assert.False(IsGood(await other.FindAsync(value)));
    }

    [Fact]
    public async Task Known_keys_live_on_while_the_store_is_away_but_not_for_ever()
    {
        var (_, value) = await one.CreateAsync();
        await one.FindAsync(value);
        store.BeforeRead = () => throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.");

        time.Advance(KeyCache.StaleLifetime - Second);
        Assert.NotNull(await one.FindAsync(value));

        time.Advance(KeyCache.PauseAfterFailure + Second);
        var exception = await Assert.ThrowsAsync<GatewayException>(() => one.FindAsync(value).AsTask());
        Assert.Equal(ErrorKind.Unavailable, exception.Error.Kind);
        Assert.NotNull(exception.Error.RetryAfter);
    }

    [Fact]
    public async Task A_store_that_hangs_holds_known_keys_up_once_and_not_for_long()
    {
        var (_, value) = await one.CreateAsync();
        await one.FindAsync(value);
        await time.WaitedForAsync(KeyCache.Patience);
        store.BeforeRead = () => Task.Delay(Timeout.Infinite);
        time.Advance(KeyCache.Lifetime);

        var waiting = one.FindAsync(value).AsTask();
        await time.PassAsync(KeyCache.Patience);

        Assert.NotNull(await waiting);
        var next = one.FindAsync(value).AsTask();
        Assert.True(next.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Nobody_is_let_in_on_a_guess_while_the_store_is_away()
    {
        var (_, value) = await one.CreateAsync();
        store.BeforeRead = () => throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.");

        var exception = await Assert.ThrowsAsync<GatewayException>(() => one.FindAsync(value).AsTask());

        Assert.Equal(ErrorKind.Unavailable, exception.Error.Kind);
    }

    [Fact]
    public async Task That_there_is_no_such_key_is_remembered_for_a_moment()
    {
        for (var call = 0; call < 6; call++)
        {
            Assert.Null(await one.FindAsync("gw-nobodys"));
        }

        Assert.Equal(1, reads);
        time.Advance(KeyCache.AbsentLifetime);
        await one.FindAsync("gw-nobodys");
        Assert.Equal(2, reads);
    }

    [Fact]
    public async Task Strange_keys_from_one_address_are_soon_not_looked_up_any_more()
    {
        var (_, value) = await one.CreateAsync();
        await one.FindAsync(value);
        reads = 0;

        for (var guess = 0; guess < AttemptThrottle.Burst; guess++)
        {
            Assert.Null(await one.FindAsync($"gw-guess-{guess}"));
        }

        var exception = await Assert.ThrowsAsync<GatewayException>(() => one.FindAsync("gw-guess").AsTask());
        Assert.Equal((ErrorKind.RateLimited, AttemptThrottle.Pause), (exception.Error.Kind, exception.Error.RetryAfter));
        Assert.Equal(AttemptThrottle.Burst, reads);
        Assert.NotNull(await one.FindAsync(value));
        Assert.Null(await one.FindAsync("gw-guess", "198.51.100.8"));
        time.Advance(AttemptThrottle.Pause);
        Assert.Null(await one.FindAsync("gw-guess"));
    }

    private static bool IsGood(VirtualKey? key) => key is { IsDisabled: false };

    private Task RevokeAsync(string how, string id) => how switch
    {
        "disable" => one.Registry.ChangeAsync(id, key => key with { IsDisabled = true }, CancellationToken.None),
        "delete" => one.Registry.DeleteAsync(id, CancellationToken.None),
        _ => one.Registry.RotateAsync(id, TimeSpan.Zero, CancellationToken.None),
    };
}
