using CodexFuncGateway.Encodings;
using CodexFuncGateway.Encodings.Zstandard;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Simulators.Encodings;

namespace CodexFuncGateway.Tests.Encodings;

public sealed class ZstandardDecoderTests
{
    private const int Largest = 1024 * 1024;

    [Theory]
    [InlineData("lines-level-3", null)]
    [InlineData("lines-level-19", null)]
    [InlineData("lines-fast-streamed", 20_000)]
    [InlineData("window-of-8-MB", 3_000)]
    public void What_the_reference_encoder_wrote_is_read(string fixture, int? length) =>
        AssertDecodes(Lines.Text[..(length ?? Lines.Text.Length)], Lines.Fixture(fixture));

    [Fact]
    public void Plain_blocks_are_read() => AssertDecodes(Lines.Text, ZstandardFrame.Plain(Lines.Text));

    [Fact]
    public void A_run_of_one_byte_is_read() => AssertDecodes([.. Enumerable.Repeat((byte)' ', Largest)], ZstandardFrame.Bomb(Largest));

    [Fact]
    public void Frames_follow_one_another_and_skippable_ones_are_left_out() => AssertDecodes(
        [.. Lines.Text[..20_000], .. Lines.Text[..3_000]],
        [.. ZstandardFrame.Skippable(1, 2, 3), .. Lines.Fixture("lines-fast-streamed"), .. ZstandardFrame.Skippable(), .. Lines.Fixture("window-of-8-MB")]);

    [Fact]
    public void A_frame_may_be_empty() => AssertDecodes([], ZstandardFrame.Of(ZstandardFrame.BlockHeader(0, 0, isLast: true)));

    [Fact]
    public void A_window_that_HTTP_does_not_allow_is_refused() => AssertRefused("a window of more than 8 MB", Lines.Fixture("window-of-128-MB"));

    [Fact]
    public void A_single_segment_is_a_window_too() => AssertRefused("a window of more than 8 MB", [.. ZstandardFrame.Magic, 0xE0, 1, 0, 0, 0, 1, 0, 0, 0]);

    [Fact]
    public void A_dictionary_is_refused() => AssertRefused("needs a dictionary", Lines.Fixture("needs-a-dictionary"));

    [Fact]
    public void Text_is_not_taken_for_a_frame() => AssertRefused("does not begin as one", "{\"model\":\"m\"}"u8.ToArray());

    [Fact]
    public void Nothing_is_no_frame() => AssertRefused("breaks off", []);

    [Fact]
    public void A_checksum_that_does_not_match_is_refused()
    {
        var frame = Lines.Fixture("lines-level-3");
        frame[^1] ^= 1;

        AssertRefused("does not match its checksum", frame);
    }

    [Fact]
    public void A_length_that_is_not_kept_is_refused() =>
        AssertRefused("another number of bytes", [.. ZstandardFrame.Magic, 0x20, 5, .. ZstandardFrame.BlockHeader(0, 4, isLast: true), 1, 2, 3, 4]);

    [Fact]
    public void A_block_larger_than_its_window_is_refused() =>
        AssertRefused("larger than its frame allows", [.. ZstandardFrame.Magic, 0x20, 4, .. ZstandardFrame.BlockHeader(1, 5, isLast: true), 1]);

    [Fact]
    public void Literals_that_claim_more_than_a_block_holds_are_refused() => AssertRefused("larger than its frame allows", ZstandardFrame.Compressed(0xFD, 0xFF, 0xFF, (byte)'x', 0));

    [Fact]
    public void A_table_that_no_block_had_cannot_be_used_again() => AssertRefused("no block before it has", ZstandardFrame.Compressed(0x08, (byte)'x', 1, 0xFC));

    [Fact]
    public void A_match_cannot_reach_into_the_frame_before() =>
        AssertRefused("before the beginning", [.. ZstandardFrame.Plain(new byte[100]), .. ZstandardFrame.Compressed(0x00, 1, 0x54, 0, 4, 0, 0xFF)]);

    [Fact]
    public void Wherever_a_frame_is_cut_it_is_refused()
    {
        var frame = Lines.Fixture("window-of-8-MB");

        for (var length = 0; length < frame.Length; length++)
        {
            Assert.NotNull(Refusal(frame[..length]));
        }
    }

    /// <summary>The checksum finds what the format does not, so not one of them is read as something else.</summary>
    [Fact]
    public void Whichever_bit_of_a_frame_is_flipped_it_is_refused_or_means_the_same()
    {
        var frame = Lines.Fixture("window-of-8-MB");
        var refused = 0;

        for (var bit = 0; bit < frame.Length * 8; bit++)
        {
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            refused += Refusal(frame, Lines.Text[..3_000]) is null ? 0 : 1;
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.InRange(refused, (frame.Length * 8) - 64, frame.Length * 8);
    }

    [Fact]
    public void Random_blocks_are_refused_and_nothing_worse()
    {
        var random = new Random(20261121);
        var block = new byte[200];

        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(block);
            block[0] = (byte)(block[0] & 0xF0 | random.Next(16));
            Refusal(ZstandardFrame.Compressed(block[..random.Next(1, block.Length)]));
        }
    }

    private static void AssertDecodes(byte[] expected, byte[] encoded)
    {
        using var decoded = new BodyBuffer(Largest, 16);
        ZstandardDecoder.Decode(encoded, decoded);

        Assert.True(decoded.Written.Span.SequenceEqual(expected));
    }

    private static void AssertRefused(string reason, byte[] encoded) => Assert.Contains(reason, Refusal(encoded));

    /// <summary>Why it is not read; null if it is, after a look at what it is read as. Any other exception is a defect.</summary>
    private static string? Refusal(byte[] encoded, byte[]? expected = null)
    {
        using var decoded = new BodyBuffer(Largest, 16);
        try
        {
            ZstandardDecoder.Decode(encoded, decoded);
            Assert.True(expected is null || decoded.Written.Span.SequenceEqual(expected));
            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
        catch (GatewayException exception) when (exception.Error.Kind == ErrorKind.TooLarge)
        {
            return exception.Message;
        }
    }
}
