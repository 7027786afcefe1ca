using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Support;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Keys;

/// <summary>Keys as they are made, changed and ended, also where it breaks off half-way.</summary>
public sealed class KeyRegistryTests
{
    private readonly ManualTimeProvider time = new();
    private readonly TestTableStore store = new();
    private readonly KeyInstance keys;

    public KeyRegistryTests() => keys = new KeyInstance(store, time);

    [Fact]
    public async Task A_value_has_256_random_bits_and_is_never_the_same()
    {
        var (_, one) = await keys.CreateAsync();
        var (_, other) = await keys.CreateAsync();

        Assert.Matches("^gw-[A-Za-z0-9_-]{43}$", one);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Neither_the_value_nor_a_plain_hash_of_it_is_stored()
    {
        var (_, value) = await keys.CreateAsync();
        var plain = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(value)));

        var stored = string.Join('\n', store.Submitted.SelectMany(writes => writes).OfType<TableWrite.Insert>().Select(write => string.Join('|', write.Entity.Properties.Values)));

        Assert.DoesNotContain(value, stored);
        Assert.DoesNotContain(plain, stored, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"{value[..7]}…{value[^4..]}", stored);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_creation_that_breaks_off_leaves_no_key(int failing)
    {
        FailWrite(failing);
        await Assert.ThrowsAsync<TableStoreException>(keys.CreateAsync);

        Assert.Empty(await keys.Registry.ListAsync(after: null, 10, CancellationToken.None));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_rotation_that_breaks_off_leaves_the_old_value_good_and_no_other(int failing)
    {
        var (id, value) = await keys.CreateAsync();
        FailWrite(failing);
        await Assert.ThrowsAsync<TableStoreException>(() => keys.Registry.RotateAsync(id, TimeSpan.Zero, CancellationToken.None));

        Assert.NotNull(await keys.FindAsync(value));
        Assert.Null((await keys.Registry.GetAsync(id, CancellationToken.None)).PreviousHash);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_deletion_that_breaks_off_has_ended_every_value(int failing)
    {
        var (id, value) = await keys.CreateAsync();
        var (_, newer) = await keys.Registry.RotateAsync(id, TimeSpan.FromHours(1), CancellationToken.None);
        FailWrite(failing);
        await Assert.ThrowsAsync<TableStoreException>(() => keys.Registry.DeleteAsync(id, CancellationToken.None));

        var restarted = new KeyInstance(store, time);
        Assert.Null(await restarted.FindAsync(value));
        Assert.Null(await restarted.FindAsync(newer));
    }

    [Fact]
    public async Task Both_values_are_good_until_the_overlap_ends_to_the_moment()
    {
        var (id, old) = await keys.CreateAsync();
        var (_, value) = await keys.Registry.RotateAsync(id, TimeSpan.FromSeconds(10), CancellationToken.None);
        Assert.Equal((id, id), ((await keys.FindAsync(old))?.Id, (await keys.FindAsync(value))?.Id));

        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.NotNull(await keys.FindAsync(old));

        time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await keys.FindAsync(old));
        Assert.NotNull(await keys.FindAsync(value));
    }

    [Fact]
    public async Task An_overlap_of_zero_ends_the_old_value_at_once()
    {
        var (id, old) = await keys.CreateAsync();
        await keys.FindAsync(old);

        var (_, value) = await keys.Registry.RotateAsync(id, TimeSpan.Zero, CancellationToken.None);

        Assert.Null(await keys.FindAsync(old));
        Assert.NotNull(await keys.FindAsync(value));
    }

    [Fact]
    public async Task A_second_rotation_ends_the_value_before_the_last()
    {
        var (id, first) = await keys.CreateAsync();
        var (_, second) = await keys.Registry.RotateAsync(id, TimeSpan.FromHours(1), CancellationToken.None);
        await keys.FindAsync(first);

        await keys.Registry.RotateAsync(id, TimeSpan.FromHours(1), CancellationToken.None);

        Assert.Null(await keys.FindAsync(first));
        Assert.NotNull(await keys.FindAsync(second));
    }

    [Fact]
    public async Task A_key_that_is_rotated_while_it_is_in_use_is_good_at_every_moment()
    {
        var (id, value) = await keys.CreateAsync();
        using var stop = new CancellationTokenSource();
        var other = new KeyInstance(store, time);
        var calling = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.NotNull(await other.FindAsync(value));
                time.Advance(TimeSpan.FromMilliseconds(100));
            }
        });

        for (var rotation = 0; rotation < 20; rotation++)
        {
            // The new value is good everywhere as soon as it is told.
            var (_, newer) = await keys.Registry.RotateAsync(id, TimeSpan.FromDays(1), CancellationToken.None);
            Assert.NotNull(await other.FindAsync(newer));
            Volatile.Write(ref value, newer);
        }

        await stop.CancelAsync();
        await calling;
    }

    [Fact]
    public async Task Changes_at_one_time_are_all_kept()
    {
        var (id, _) = await keys.CreateAsync();
        var others = Enumerable.Range(0, 4).Select(_ => new KeyInstance(store, time)).ToList();

        await Task.WhenAll(
            others[0].Registry.ChangeAsync(id, key => key with { Owner = "o" }, CancellationToken.None),
            others[1].Registry.ChangeAsync(id, key => key with { User = "u" }, CancellationToken.None),
            others[2].Registry.ChangeAsync(id, key => key with { Name = "n" }, CancellationToken.None),
            others[3].Registry.RotateAsync(id, TimeSpan.FromHours(1), CancellationToken.None));

        var key = await keys.Registry.GetAsync(id, CancellationToken.None);
        Assert.Equal(("o", "u", "n", "blue"), (key.Key.Owner, key.Key.User, key.Key.Name, key.Key.Team));
        Assert.NotNull(key.PreviousHash);
    }

    [Fact]
    public async Task Keys_are_listed_page_by_page()
    {
        var ids = new List<string>();
        for (var key = 0; key < 7; key++)
        {
            ids.Add((await keys.CreateAsync()).Id);
        }

        var listed = new List<string>();
        while (await keys.Registry.ListAsync(listed.LastOrDefault(), 3, CancellationToken.None) is { Count: > 0 } page)
        {
            Assert.True(page.Count <= 3);
            listed.AddRange(page.Select(key => key.Key.Id));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public async Task Another_pepper_knows_none_of_the_keys_and_no_pepper_makes_none()
    {
        var hasher = new KeyHasher(new GatewaySecret("gateway-key-pepper", new SecretSources([])));
        var bare = new KeyRegistry(new KeyStore(store), hasher, new KeyCache(new KeyStore(store), new AttemptThrottle(time), time), time, Guid.NewGuid);

        Assert.Null(await hasher.HashAsync("gw-value", CancellationToken.None));
        var exception = await Assert.ThrowsAsync<GatewayException>(() => bare.CreateAsync(new VirtualKey("key-1"), "tests", CancellationToken.None));
        Assert.Contains("Gateway:KeyPepper", exception.Message);
    }

    private void FailWrite(int failing)
    {
        var count = 0;
        store.BeforeWrite = _ => ++count == failing ? throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.") : Task.CompletedTask;
    }
}
