using CodexFuncGateway.Local;

namespace CodexFuncGateway.Tests.Local;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly LocalHostFixture fixture = new();

    [Fact]
    public async Task Both_keys_are_the_same_at_the_next_start()
    {
        var first = await StartAndReadKeysAsync();
        var second = await StartAndReadKeysAsync();

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Another_directory_has_other_keys()
    {
        using var other = new LocalHostFixture();
        await using var one = await fixture.StartAsync();
        await using var two = await other.StartAsync();

        Assert.NotEqual(Read(fixture, "dev-key"), Read(other, "dev-key"));
        Assert.NotEqual(Read(fixture, "seal-key"), Read(other, "seal-key"));
    }

    [Fact]
    public async Task A_key_that_is_configured_is_used_and_none_is_made_up()
    {
        await using var host = await fixture.StartAsync(("Gateway:DevKey", "my-own-key"));

        Assert.Contains("export CODEX_GATEWAY_KEY=my-own-key", host.Greeting);
        Assert.False(File.Exists(Path.Combine(fixture.Data, "dev-key")));
    }

    [Fact]
    public async Task Nobody_but_the_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var host = await fixture.StartAsync();

        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var path in Directory.GetFiles(fixture.Data).Append(fixture.Data))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others);
        }
    }

    [Fact]
    public async Task Git_is_told_to_leave_it_alone()
    {
        await using var host = await fixture.StartAsync();

        Assert.Equal("*\n", Read(fixture, ".gitignore"));
    }

    [Fact]
    public async Task A_second_host_on_the_same_directory_says_that_it_is_in_use()
    {
        await using var host = await fixture.StartAsync();

        var exception = await Assert.ThrowsAsync<LocalHostException>(() => fixture.StartAsync());

        Assert.Contains($"{fixture.Data} is in use by another process", exception.Message);
    }

    public void Dispose() => fixture.Dispose();

    private static string Read(LocalHostFixture fixture, string file) => File.ReadAllText(Path.Combine(fixture.Data, file));

    private async Task<(string DevKey, string SealKey)> StartAndReadKeysAsync()
    {
        await using var host = await fixture.StartAsync();
        return (Read(fixture, "dev-key"), Read(fixture, "seal-key"));
    }
}
