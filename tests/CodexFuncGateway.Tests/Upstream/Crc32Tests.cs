using System.Text;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

public sealed class Crc32Tests
{
    /// <summary>The check value of the algorithm's catalogue, and sums that gzip writes.</summary>
    [Theory]
    [InlineData("", 0x00000000)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("a", 0xE8B7BE43)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void Sums_are_those_that_everyone_computes(string text, uint sum) => Assert.Equal(sum, Crc32.Compute(Encoding.ASCII.GetBytes(text)));
}
