using System.Text;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

public sealed class SseReaderTests
{
    [Theory]
    [InlineData("data: a\n\ndata: b\n\n", "a|b")]
    [InlineData("data: a\r\n\r\ndata: b\r\n\r\n", "a|b")]
    [InlineData("data: a\r\rdata: b\r\r", "a|b")]
    [InlineData("data: a\n\r\n\rdata: b\r\n\n", "a|b")]
    [InlineData("\uFEFFdata: a\n\n", "a")]
    [InlineData("data:a\n\n", "a")]
    [InlineData("data:  a\n\n", " a")]
    [InlineData("data: a\ndata: b\ndata: c\n\n", "a\nb\nc")]
    [InlineData("data:\ndata: a\n\n", "\na")]
    [InlineData("data: \ndata:\n\n", "\n")]
    [InlineData("data: a\ndata:\ndata: b\n\n", "a\n\nb")]
    [InlineData("data:\n\ndata: a\n\n", "a")]
    [InlineData(": a comment\n\n: another\ndata: a\n: one more\n\n", "a")]
    [InlineData("event: e\ndata: a\n\n", "e=a")]
    [InlineData("data: a\nevent: e\n\ndata: b\n\n", "e=a|b")]
    [InlineData("event: e\n\ndata: a\n\n", "e=a")]
    [InlineData("event: \ndata: a\n\n", "a")]
    [InlineData("id: 1\nretry: 5\nnonsense\ndata: a\n\n", "a")]
    [InlineData("data: ü🚂\n\n", "ü🚂")]
    [InlineData("\n\n\n", "")]
    [InlineData("", "")]
    public async Task A_stream_is_read_alike_wherever_it_is_cut(string stream, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(stream);

        Assert.Equal(expected, await ReadAsync(new MemoryStream(bytes)));
        Assert.Equal(expected, await ReadAsync(CutStream.Everywhere(bytes)));
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            Assert.Equal(expected, await ReadAsync(CutStream.At(bytes, cut)));
        }
    }

    [Theory]
    [InlineData("data: a\n\ndata: b", "a|b!")]
    [InlineData("data: a\n\ndata: b\n", "a|b!")]
    [InlineData("data: a\n\ndata: b\r", "a|b!")]
    [InlineData("event: e\ndata: b", "e=b!")]
    public async Task A_last_frame_without_its_blank_line_counts_and_is_marked(string stream, string expected)
    {
        Assert.Equal(expected, await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(stream))));
    }

    [Fact]
    public async Task A_frame_of_several_buffers_is_whole()
    {
        var data = new string('x', 100_000);

        Assert.Equal($"{data}|{data}\n{data}|c", await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"data: {data}\n\ndata: {data}\ndata: {data}\n\ndata: c\n\n"))));
    }

    [Fact]
    public async Task A_frame_over_the_limit_is_refused()
    {
        using var reader = new SseReader(new EndlessLine());

        await Assert.ThrowsAsync<InvalidDataException>(async () => await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Frames_that_have_arrived_come_back_without_waiting()
    {
        using var reader = new SseReader(new MemoryStream("data: a\n\ndata: b\n\n"u8.ToArray()));
        await reader.ReadAsync(CancellationToken.None);

        var second = reader.ReadAsync(CancellationToken.None);

        Assert.True(second.IsCompletedSuccessfully);
        Assert.True(await second);
    }

    /// <summary>Frames as <c>name=data</c>, with an exclamation mark after one that the stream's end cut off.</summary>
    private static async Task<string> ReadAsync(Stream stream)
    {
        var frames = new List<string>();
        using var reader = new SseReader(stream);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var (name, data) = (Encoding.UTF8.GetString(reader.EventName.Span), Encoding.UTF8.GetString(reader.Data.Span));
            frames.Add($"{(name.Length > 0 ? $"{name}=" : "")}{data}{(reader.IsUnterminated ? "!" : "")}");
        }

        return string.Join('|', frames);
    }

    /// <summary>A data line that never ends.</summary>
    private sealed class EndlessLine : MemoryStream
    {
        private bool begun;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            if (!begun)
            {
                begun = true;
                "data: "u8.CopyTo(buffer.Span);
            }

            return ValueTask.FromResult(buffer.Length);
        }
    }
}
