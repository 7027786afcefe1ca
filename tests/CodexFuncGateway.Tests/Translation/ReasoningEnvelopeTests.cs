using System.Buffers.Text;
using System.Text;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ReasoningEnvelopeTests
{
    private static readonly byte[] Payload = Encoding.UTF8.GetBytes("""{"thinking":"ünd","signature":"c2ln"}""");

    private readonly ReasoningEnvelope envelope = new("the key of these tests, long enough"u8);

    [Fact]
    public void What_was_sealed_opens_again_byte_for_byte()
    {
        Assert.Equal(Payload, envelope.Open(Route(), envelope.Seal(Route(), Payload)));
    }

    [Fact]
    public void An_empty_payload_opens_again()
    {
        Assert.Empty(envelope.Open(Route(), envelope.Seal(Route(), []))!);
    }

    [Fact]
    public void Equal_payloads_give_equal_envelopes_in_every_process()
    {
        var elsewhere = new ReasoningEnvelope("the key of these tests, long enough"u8);

        Assert.Equal(envelope.Seal(Route(), Payload), elsewhere.Seal(Route(), Payload));
        Assert.NotEqual(envelope.Seal(Route(), Payload), envelope.Seal(Route(), Payload.AsSpan(1)));
    }

    [Fact]
    public void Nothing_of_the_payload_can_be_read_in_the_envelope()
    {
        Assert.DoesNotContain(Convert.ToBase64String(Payload)[..12], envelope.Seal(Route(), Payload), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("d", "p", "other")]
    [InlineData("d", "other", "m")]
    [InlineData("other", "p", "m")]
    public void Another_upstream_does_not_get_it(string dialect, string provider, string model)
    {
        Assert.Null(envelope.Open(Route(dialect, provider, model), envelope.Seal(Route(), Payload)));
    }

    [Fact]
    public void The_same_model_at_another_address_does_not_get_it()
    {
        Assert.Null(envelope.Open(Route(address: "https://west.example"), envelope.Seal(Route(address: "https://east.example"), Payload)));
    }

    [Fact]
    public void A_summary_opens_as_a_summary_and_as_nothing_else()
    {
        var summary = envelope.SealSummary(Payload);

        Assert.Equal(Payload, envelope.OpenSummary(summary));
        Assert.Null(envelope.Open(Route(), summary));
        Assert.Null(envelope.OpenSummary(envelope.Seal(Route(), Payload)));
    }

    [Fact]
    public void Where_it_was_made_cannot_be_read_in_the_envelope()
    {
        var bytes = Base64Url.DecodeFromChars(envelope.Seal(Route(provider: "secret-provider", address: "https://private.example"), Payload));

        Assert.DoesNotContain("private", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-provider", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_key_does_not_open_it()
    {
        Assert.Null(new ReasoningEnvelope("another key than the one of sealing"u8).Open(Route(), envelope.Seal(Route(), Payload)));
    }

    [Fact]
    public void Damage_anywhere_makes_it_worthless()
    {
        var text = envelope.Seal(Route(), Payload);

        Assert.All(Enumerable.Range(0, text.Length), index =>
            Assert.Null(envelope.Open(Route(), text[..index] + (text[index] == 'A' ? 'B' : 'A') + text[(index + 1)..])));
    }

    [Fact]
    public void A_part_of_it_is_worthless()
    {
        var text = envelope.Seal(Route(), Payload);

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.Null(envelope.Open(Route(), text[..length])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gAAAAABsomebody-elses-content==")]
    [InlineData("not base64 at all: ü")]
    [InlineData("AAAA")]
    public void Garbage_is_ignored(string content)
    {
        Assert.Null(envelope.Open(Route(), content));
    }

    [Fact]
    public void Names_of_any_length_are_told_apart()
    {
        var one = Route(model: new string('m', 400) + "1");
        var other = Route(model: new string('m', 400) + "2");

        Assert.Equal(Payload, envelope.Open(one, envelope.Seal(one, Payload)));
        Assert.Null(envelope.Open(other, envelope.Seal(one, Payload)));
    }

    [Fact]
    public void A_short_key_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReasoningEnvelope(new byte[31]));
    }

    private static Route Route(string dialect = "d", string provider = "p", string model = "m", string address = "https://provider.example") => new(
        "asked",
        new Provider { Name = provider, DisplayName = provider, Dialect = dialect, BaseUrl = address },
        new Model { Id = model },
        new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });
}
