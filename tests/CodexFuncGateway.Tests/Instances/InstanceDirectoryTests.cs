using CodexFuncGateway.Instances;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace CodexFuncGateway.Tests.Instances;

public sealed class InstanceDirectoryTests
{
    private static readonly InstanceOptions Options = new();

    private readonly TestTableStore store = new();
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Who_renewed_in_time_lives()
    {
        await using var one = await LeaseAsync();
        await using var other = await LeaseAsync();

        Assert.Equal(new[] { one.Id, other.Id }.Order(), (await LivingAsync()).Order());
    }

    [Fact]
    public async Task A_lease_has_run_out_only_when_it_has_by_the_slowest_clock()
    {
        await using var lease = await LeaseAsync();

        time.Advance(Options.LeaseLength + Options.ClockMargin - TimeSpan.FromTicks(1));
        Assert.False(lease.IsHeld);
        Assert.Equal([lease.Id], await LivingAsync());

        time.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(await LivingAsync());
    }

    [Fact]
    public async Task Only_who_ended_long_ago_is_forgotten()
    {
        await using var old = await LeaseAsync();
        time.Advance(TimeSpan.FromDays(2));
        await using var young = await LeaseAsync();
        time.Advance(TimeSpan.FromHours(12));

        await Directory.ForgetAsync(TimeSpan.FromDays(1), CancellationToken.None);

        Assert.Null(await RowAsync(old));
        Assert.NotNull(await RowAsync(young));
    }

    [Fact]
    public async Task Who_comes_back_while_it_is_being_forgotten_is_kept()
    {
        await using var lease = await LeaseAsync();
        time.Advance(TimeSpan.FromDays(2));
        store.BeforeWrite = async writes =>
        {
            if (writes[0] is TableWrite.Delete)
            {
                store.BeforeWrite = _ => Task.CompletedTask;
                await lease.RenewAsync(CancellationToken.None);
            }
        };

        await Directory.ForgetAsync(TimeSpan.FromDays(1), CancellationToken.None);

        Assert.Equal([lease.Id], await LivingAsync());
    }

    private InstanceDirectory Directory => new(store, Options, time);

    private Task<IReadOnlySet<string>> LivingAsync() => Directory.ReadLivingAsync(CancellationToken.None);

    private async Task<InstanceLease> LeaseAsync()
    {
        var lease = new InstanceLease(store, Options, time, Guid.NewGuid, NullLogger<InstanceLease>.Instance);
        await lease.RenewAsync(CancellationToken.None);
        return lease;
    }

    private Task<TableEntity?> RowAsync(InstanceLease lease) => store.GetAsync("instances", new TableKey("lease", lease.Id), CancellationToken.None);
}
