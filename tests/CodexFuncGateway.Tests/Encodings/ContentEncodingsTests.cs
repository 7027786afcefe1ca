using CodexFuncGateway.Encodings;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Simulators.Encodings;

namespace CodexFuncGateway.Tests.Encodings;

public sealed class ContentEncodingsTests
{
    private const int Largest = 1024 * 1024;
    private const int Bomb = 64 * 1024 * 1024;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public void A_body_may_be_as_large_as_the_limit_and_no_byte_larger(string encoding)
    {
        using var fits = Decode(Encoded.As(encoding, new byte[Largest]), encoding);
        var exceeds = Assert.Throws<GatewayException>(() => Decode(Encoded.As(encoding, new byte[Largest + 1]), encoding));

        Assert.Equal((Largest, ErrorKind.TooLarge), (fits.Length, exceeds.Error.Kind));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, br, zstd")]
    public void A_bomb_is_refused_before_it_takes_more_memory_than_the_limit(string encodings) => AssertDefused(Encoded.AsStack(encodings, new byte[Bomb]), encodings);

    [Fact]
    public void A_bomb_of_zstd_is_refused_before_it_takes_more_memory_than_the_limit() => AssertDefused(ZstandardFrame.Bomb(16L * Bomb), "zstd");

    [Fact]
    public void Layers_without_end_are_refused()
    {
        var error = Assert.Throws<GatewayException>(() => ContentEncodings.Read("gzip, gzip, br, zstd, gzip")).Error;

        Assert.Equal(ErrorKind.UnsupportedMedia, error.Kind);
        Assert.Contains("at most 4", error.Message);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public void What_is_not_in_the_encoding_is_damaged(string encoding)
    {
        byte[] noise = [0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0xFA, 0xF9, 0xF8, 0xF7, 0xF6];

        var error = Assert.Throws<GatewayException>(() => Decode(noise, encoding)).Error;

        Assert.Equal(ErrorKind.InvalidRequest, error.Kind);
        Assert.Contains($"not valid {encoding}", error.Message);
    }

    /// <summary>Each buffer is twice as large as the one before, and the last is the limit; pooled memory counts when it is first taken.</summary>
    private static void AssertDefused(byte[] bomb, string encodings)
    {
        var body = Body(bomb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<GatewayException>(() => ContentEncodings.Decode(body, ContentEncodings.Read(encodings), Largest)).Error;
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(ErrorKind.TooLarge, error.Kind);
        Assert.InRange(taken, 0, 4 * Largest);
    }

    private static BodyBuffer Decode(byte[] encoded, string encodings) => ContentEncodings.Decode(Body(encoded), ContentEncodings.Read(encodings), Largest);

    private static BodyBuffer Body(byte[] encoded)
    {
        var body = new BodyBuffer(encoded.Length, encoded.Length);
        encoded.CopyTo(body.Extend(encoded.Length));
        return body;
    }
}
