using CodexFuncGateway.Instances;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.FrontDoor;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Tests.Instances;

public sealed class InstanceLeaseTests
{
    private static readonly InstanceOptions Options = new();

    private readonly TestTableStore store = new();
    private readonly ManualTimeProvider time = new();
    private readonly CollectingLogger<InstanceLease> logger = new();

    [Fact]
    public async Task Nothing_is_written_before_there_is_something_to_keep()
    {
        await using var lease = Create();

        Assert.Empty(store.Submitted);
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public async Task Ids_are_those_of_one_process_each()
    {
        await using var one = Create();
        await using var other = Create();

        Assert.NotEqual(one.Id, other.Id);
        Assert.Matches("^[0-9a-f]{32}$", one.Id);
    }

    [Fact]
    public async Task A_kept_lease_is_renewed_again_and_again()
    {
        await using var lease = Create();
        lease.Keep();
        for (var round = 1; round <= 10; round++)
        {
            await time.WaitedForAsync(Options.RenewalInterval);
            Assert.True(lease.IsHeld);
            Assert.Equal(round, store.Submitted.Count);
            time.Advance(Options.RenewalInterval);
        }

        await time.WaitedForAsync(Options.RenewalInterval);
        Assert.Equal(time.GetUtcNow() + Options.LeaseLength, await HeldUntilAsync(lease));
    }

    [Fact]
    public async Task Keeping_twice_is_keeping_once()
    {
        await using var lease = Create();
        lease.Keep();
        lease.Keep();
        await time.WaitedForAsync(Options.RenewalInterval);

        Assert.Single(store.Submitted);
    }

    [Fact]
    public async Task A_lease_that_cannot_be_renewed_runs_out_and_comes_back_with_the_store()
    {
        await using var lease = Create();
        lease.Keep();
        await time.WaitedForAsync(Options.RenewalInterval);
        store.FailWrites(int.MaxValue);
        for (var passed = TimeSpan.Zero; passed < Options.LeaseLength; passed += Options.RenewalInterval)
        {
            Assert.True(lease.IsHeld);
            time.Advance(Options.RenewalInterval);
            await time.WaitedForAsync(Options.RenewalInterval);
        }

        Assert.False(lease.IsHeld);
        Assert.Contains(logger.Lines, line => line.Level == LogLevel.Warning && line.Text.Contains("TableStoreException", StringComparison.Ordinal));

        store.BeforeWrite = _ => Task.CompletedTask;
        time.Advance(Options.RenewalInterval);
        await time.WaitedForAsync(Options.RenewalInterval);
        Assert.True(lease.IsHeld);
    }

    [Fact]
    public async Task A_renewal_counts_from_when_it_was_asked_for_and_not_from_when_it_was_answered()
    {
        await using var lease = Create();
        store.AfterWrite = () => time.Advance(TimeSpan.FromSeconds(90));

        await lease.RenewAsync(CancellationToken.None);
        time.Advance(Options.LeaseLength - TimeSpan.FromSeconds(90) - TimeSpan.FromTicks(1));
        Assert.True(lease.IsHeld);
        time.Advance(TimeSpan.FromTicks(1));

        Assert.False(lease.IsHeld);
    }

    [Fact]
    public async Task A_renewal_that_fails_takes_nothing_away()
    {
        await using var lease = Create();
        await lease.RenewAsync(CancellationToken.None);
        store.FailWrites(times: 1);

        await Assert.ThrowsAsync<TableStoreException>(() => lease.RenewAsync(CancellationToken.None));

        Assert.True(lease.IsHeld);
    }

    [Fact]
    public async Task The_end_of_the_process_ends_the_renewals_and_leaves_the_row()
    {
        var lease = Create();
        lease.Keep();
        await time.WaitedForAsync(Options.RenewalInterval);

        await lease.DisposeAsync();
        time.Advance(Options.RenewalInterval);

        Assert.Single(store.Submitted);
        Assert.NotNull(await HeldUntilAsync(lease));
    }

    private InstanceLease Create() => new(store, Options, time, Guid.NewGuid, logger);

    private async Task<DateTimeOffset?> HeldUntilAsync(InstanceLease lease) =>
        (await store.GetAsync("instances", new TableKey("lease", lease.Id), CancellationToken.None))?.GetDateTimeOffset("HeldUntil");
}
