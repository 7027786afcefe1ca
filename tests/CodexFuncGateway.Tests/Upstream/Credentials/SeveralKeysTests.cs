using CodexFuncGateway.Catalog;
using CodexFuncGateway.Upstream.Credentials;

namespace CodexFuncGateway.Tests.Upstream.Credentials;

/// <summary>The choice among a provider's keys, by itself.</summary>
public sealed class SeveralKeysTests
{
    private const int Sessions = 4_000;

    [Fact]
    public async Task Sessions_are_spread_by_weight()
    {
        using var fixture = Fixture(3, 1);

        var shares = (await KeysAsync(fixture)).CountBy(key => key).ToDictionary();

        Assert.InRange(shares["key-1"], Sessions * 0.72, Sessions * 0.78);
        Assert.InRange(shares["key-2"], Sessions * 0.22, Sessions * 0.28);
    }

    [Fact]
    public async Task A_key_that_goes_moves_no_session_but_its_own()
    {
        using var fixture = Fixture(1, 1, 1);
        var before = await KeysAsync(fixture);

        fixture.Secrets.Remove("api-key-2");
        var after = await KeysAsync(fixture);

        Assert.All(before.Zip(after), keys => Assert.True(keys.First == "key-2" ? keys.Second is "key-1" or "key-3" : keys.First == keys.Second));
    }

    [Fact]
    public async Task A_key_with_a_new_value_keeps_its_sessions()
    {
        using var fixture = Fixture(1, 1);
        var before = await KeysAsync(fixture);

        fixture.Secrets["api-key-2"] = "key-2-new";

        Assert.Equal(before.Select(key => key == "key-2" ? "key-2-new" : key), await KeysAsync(fixture));
    }

    [Fact]
    public async Task What_goes_on_from_a_reply_has_its_key()
    {
        using var fixture = Fixture(1, 0);

        Assert.Equal("key-2", (await fixture.AuthoriseAsync(new KeyPreference("any", "key-2")))["x-api-key"]);
        Assert.Equal("key-1", (await fixture.AuthoriseAsync(new KeyPreference("any", "gone")))["x-api-key"]);
    }

    [Fact]
    public async Task The_first_key_need_not_be_there()
    {
        using var fixture = Fixture(1, 1);
        fixture.Secrets.Remove("api-key");

        Assert.True(await fixture.HasAsync());
        Assert.All(await KeysAsync(fixture), key => Assert.Equal("key-2", key));
    }

    private static SchemeFixture Fixture(params int[] weights)
    {
        var fixture = new SchemeFixture(_ => new HeaderScheme()) { Auth = new ProviderAuth { Header = "x-api-key", KeyWeights = weights } };
        for (var number = 1; number <= weights.Length; number++)
        {
            fixture.Secrets[ProviderAuth.KeyPartOf(number)] = $"key-{number}";
        }

        return fixture;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(SchemeFixture fixture)
    {
        var keys = new List<string>();
        for (var session = 0; session < Sessions; session++)
        {
            keys.Add((await fixture.AuthoriseAsync(new KeyPreference($"session-{session}")))["x-api-key"]);
        }

        return keys;
    }
}
