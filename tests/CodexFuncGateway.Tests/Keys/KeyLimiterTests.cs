using CodexFuncGateway.Errors;
using CodexFuncGateway.Instances;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Support;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>The limits of a key, held by four instances that share nothing but a store.</summary>
public sealed class KeyLimiterTests
{
    private readonly ManualTimeProvider time = new();
    private readonly TestTableStore store = new();
    private readonly List<KeyInstance> instances;

    public KeyLimiterTests() => instances = [.. Enumerable.Range(0, 4).Select(_ => new KeyInstance(store, time))];

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(300)]
    public async Task Four_instances_let_exactly_the_limit_of_requests_through_in_a_minute(int limit)
    {
        SlowDown();
        var key = Key(new KeyLimits(limit, null, null));

        for (var minute = 0; minute < 2; minute++)
        {
            Assert.Equal(limit, (await EnterEverywhereAsync(key, calls: (limit / 2) + 10)).Count);
            time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task One_instance_alone_has_the_whole_limit()
    {
        var key = Key(new KeyLimits(60, null, null));

        for (var call = 0; call < 60; call++)
        {
            await instances[0].Limiter.EnterAsync(key, CancellationToken.None);
        }

        var refusal = await RefusalAsync(instances[0].Limiter.EnterAsync(key, CancellationToken.None));
        Assert.Equal((ErrorKind.RateLimited, TimeSpan.FromMinutes(1)), (refusal.Kind, refusal.RetryAfter));
        Assert.True(store.Submitted.Count <= 35, $"{store.Submitted.Count} writes for 60 calls");
    }

    [Fact]
    public async Task Little_is_left_unused_where_one_instance_serves_nearly_everything()
    {
        var key = Key(new KeyLimits(100, null, null));
        foreach (var instance in instances.Skip(1))
        {
            await instance.Limiter.EnterAsync(key, CancellationToken.None);
        }

        var admitted = 0;
        while (await TryEnterAsync(instances[0], key) is not null)
        {
            admitted++;
        }

        // What the three others took and did not use is idle: shares are an eighth of what is left.
        Assert.InRange(admitted, 64, 97);
    }

    [Fact]
    public async Task A_refused_call_does_not_ask_the_store_again()
    {
        var key = Key(new KeyLimits(1, null, null));
        await instances[0].Limiter.EnterAsync(key, CancellationToken.None);
        await RefusalAsync(instances[0].Limiter.EnterAsync(key, CancellationToken.None));
        store.BeforeRead = () => throw new InvalidOperationException("The test wants no read.");

        for (var call = 0; call < 100; call++)
        {
            await RefusalAsync(instances[0].Limiter.EnterAsync(key, CancellationToken.None));
        }
    }

    [Fact]
    public async Task Four_instances_set_no_more_tokens_aside_than_the_limit()
    {
        SlowDown();
        var key = Key(new KeyLimits(null, 10_000, null));
        var permits = await EnterEverywhereAsync(key, calls: 10);

        var reserved = await Task.WhenAll(permits.Select(permit => TryReserveAsync(permit, 700)));

        Assert.InRange(reserved.Count(isReserved => isReserved), 10, 14);
    }

    [Fact]
    public async Task What_a_call_did_not_use_is_there_for_the_next()
    {
        var key = Key(new KeyLimits(null, 1_000, null));
        for (var call = 0; call < 6; call++)
        {
            using var permit = await instances[0].Limiter.EnterAsync(key, CancellationToken.None);
            await permit.ReserveTokensAsync(300, 200, CancellationToken.None);
            permit.Count(100);
        }

        using var last = await instances[0].Limiter.EnterAsync(key, CancellationToken.None);
        Assert.False(await TryReserveAsync(last, 500));
    }

    [Fact]
    public async Task What_a_call_used_beyond_its_estimate_is_charged_everywhere_and_in_the_next_minutes_too()
    {
        var key = Key(new KeyLimits(null, 1_000, null));
        using (var permit = await instances[0].Limiter.EnterAsync(key, CancellationToken.None))
        {
            await permit.ReserveTokensAsync(100, null, CancellationToken.None);
            permit.Count(2_500);
        }

        await ReturnAsync(async () => KeyUse.Read(await store.GetAsync(KeyUse.Table, KeyUse.KeyOf("key"), CancellationToken.None)).Tokens >= 2_500);

        var elsewhere = await instances[1].Limiter.EnterAsync(key, CancellationToken.None);
        Assert.False(await TryReserveAsync(elsewhere, 1));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await TryReserveAsync(elsewhere, 1));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await TryReserveAsync(elsewhere, 400));
    }

    [Fact]
    public async Task A_call_that_is_more_than_the_limit_takes_all_of_a_minute()
    {
        var key = Key(new KeyLimits(null, 1_000, null));
        var permit = await instances[0].Limiter.EnterAsync(key, CancellationToken.None);
        await permit.ReserveTokensAsync(5_000, 5_000, CancellationToken.None);

        var next = await instances[0].Limiter.EnterAsync(key, CancellationToken.None);

        Assert.False(await TryReserveAsync(next, 1));
    }

    [Fact]
    public async Task Four_instances_run_no_more_streams_than_the_limit_and_pass_places_on()
    {
        SlowDown();
        var key = Key(new KeyLimits(null, null, 5));
        var permits = await EnterEverywhereAsync(key, calls: 4);
        Assert.Equal(5, permits.Count);

        permits[0].Dispose();
        var next = instances[3];
        await ReturnAsync(async () => await TryEnterAsync(next, key) is not null);

        Assert.Empty(await EnterEverywhereAsync(key, calls: 4));
    }

    [Fact]
    public async Task A_place_is_used_again_at_once_where_it_was_freed()
    {
        var key = Key(new KeyLimits(null, null, 1));
        for (var call = 0; call < 50; call++)
        {
            using var permit = await instances[0].Limiter.EnterAsync(key, CancellationToken.None);
        }

        Assert.True(store.Submitted.Count(writes => writes[0].Key.Row == "use") <= 2, "A write for each call.");
    }

    [Fact]
    public async Task The_places_of_an_instance_that_died_are_free_when_its_lease_has_run_out()
    {
        var key = Key(new KeyLimits(null, null, 2));
        await EnterAsync(instances[0], key);
        await EnterAsync(instances[0], key);
        await instances[0].Lease.DisposeAsync();

        Assert.Null(await TryEnterAsync(instances[1], key));
        time.Advance(new InstanceOptions().LeaseLength + new InstanceOptions().ClockMargin + TimeSpan.FromSeconds(1));

        Assert.NotNull(await TryEnterAsync(instances[1], key));
    }

    [Fact]
    public async Task A_place_is_given_back_once_however_often_the_call_ends()
    {
        var key = Key(new KeyLimits(null, null, 2));
        var permit = await EnterAsync(instances[0], key);
        await EnterAsync(instances[0], key);

        permit.Dispose();
        permit.Dispose();

        Assert.NotNull(await TryEnterAsync(instances[0], key));
        Assert.Null(await TryEnterAsync(instances[0], key));
    }

    [Fact]
    public async Task Nothing_is_let_through_unlimited_while_the_store_is_away()
    {
        store.BeforeRead = () => throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.");

        var refusal = await RefusalAsync(instances[0].Limiter.EnterAsync(Key(new KeyLimits(5, null, null)), CancellationToken.None));

        Assert.Equal(ErrorKind.Unavailable, refusal.Kind);
        await instances[0].Limiter.EnterAsync(Key(KeyLimits.None), CancellationToken.None);
    }

    [Fact]
    public async Task A_limit_that_is_lowered_holds_from_the_next_call_on()
    {
        await EnterAsync(instances[0], Key(new KeyLimits(null, null, 3)));
        await EnterAsync(instances[0], Key(new KeyLimits(null, null, 3)));

        Assert.Null(await TryEnterAsync(instances[0], Key(new KeyLimits(null, null, 2))));
    }

    private static VirtualKey Key(KeyLimits limits) => new("key") { Limits = limits };

    private static ValueTask<CallPermit> EnterAsync(KeyInstance instance, VirtualKey key) => instance.Limiter.EnterAsync(key, CancellationToken.None);

    private static async Task<CallPermit?> TryEnterAsync(KeyInstance instance, VirtualKey key)
    {
        try
        {
            return await EnterAsync(instance, key);
        }
        catch (GatewayException exception) when (exception.Error.Kind == ErrorKind.RateLimited)
        {
            Assert.True(exception.Error.RetryAfter > TimeSpan.Zero);
            return null;
        }
    }

    private static async Task<bool> TryReserveAsync(CallPermit permit, long tokens)
    {
        try
        {
            await permit.ReserveTokensAsync(tokens, null, CancellationToken.None);
            return true;
        }
        catch (GatewayException exception) when (exception.Error.Kind == ErrorKind.RateLimited)
        {
            return false;
        }
    }

    private static async Task<GatewayError> RefusalAsync(ValueTask<CallPermit> entering) =>
        (await Assert.ThrowsAsync<GatewayException>(() => entering.AsTask())).Error;

    /// <summary>So many calls at each instance, all at one time.</summary>
    private async Task<List<CallPermit>> EnterEverywhereAsync(VirtualKey key, int calls)
    {
        var entering = instances.SelectMany(instance => Enumerable.Range(0, calls).Select(_ => Task.Run(() => TryEnterAsync(instance, key))));
        return [.. (await Task.WhenAll(entering)).OfType<CallPermit>()];
    }

    /// <summary>As far away as Table Storage is, so that instances get in each other's way.</summary>
    private void SlowDown() => store.BeforeRead = () => Task.Delay(5);

    /// <summary>Lets an instance give back what it keeps for its next call, and waits until that shows.</summary>
    private async Task ReturnAsync(Func<Task<bool>> isSeen)
    {
        await time.WaitedForAsync(KeyMeter.Reuse);
        for (var attempt = 0; attempt < 50; attempt++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            for (var look = 0; look < 20; look++)
            {
                if (await isSeen())
                {
                    return;
                }

                await Task.Delay(10);
            }
        }

        Assert.Fail("It never came to that.");
    }
}
