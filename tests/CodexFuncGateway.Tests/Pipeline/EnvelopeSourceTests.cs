using CodexFuncGateway.Errors;
using CodexFuncGateway.Pipeline;
using CodexFuncGateway.Tests.Upstream;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Pipeline;

/// <summary>Where the key comes from that seals what travels through clients, and when what is wrong with it is said.</summary>
public sealed class EnvelopeSourceTests
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    private readonly ScriptedSecretSource secrets = new() { Answer = () => Task.FromResult<string?>(Key) };

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_a_vault_the_setting_must_be_there_at_the_start(string? setting)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => EnvelopeSource.Require(setting, hasVault: false));

        Assert.StartsWith("Gateway:SealKey or the Key Vault secret gateway-seal-key must be at least 32 random bytes", exception.Message, StringComparison.Ordinal);
        EnvelopeSource.Require(setting, hasVault: true);
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64 at all")]
    public void A_setting_that_is_wrong_is_refused_at_the_start_and_not_repeated(string setting)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => EnvelopeSource.Require(setting, hasVault: true));

        Assert.DoesNotContain(setting, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_envelope_is_the_same_until_its_key_changes()
    {
        var source = new EnvelopeSource(new SecretSources([secrets]));
        var first = await source.GetAsync(CancellationToken.None);
        Assert.Same(first, await source.GetAsync(CancellationToken.None));

        secrets.Answer = () => Task.FromResult<string?>($"{Convert.ToBase64String([.. Enumerable.Repeat((byte)1, 32)])}\n{Key}");

        Assert.NotSame(first, await source.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_source_that_fails_is_told_as_such()
    {
        secrets.Answer = () => throw new GatewayException(ErrorKind.Internal, "The vault is down.");

        var exception = await Assert.ThrowsAsync<GatewayException>(() => new EnvelopeSource(new SecretSources([secrets])).GetAsync(CancellationToken.None).AsTask());

        Assert.Equal("The vault is down.", exception.Message);
    }
}
