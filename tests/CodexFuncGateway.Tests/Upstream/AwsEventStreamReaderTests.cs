using System.Buffers.Binary;
using System.Text;
using CodexFuncGateway.Simulators.EventStreams;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

public sealed class AwsEventStreamReaderTests
{
    private static readonly byte[] Stream =
    [
        .. EventStreamMessage.Event("messageStart", """{"role":"assistant"}"""),
        .. EventStreamMessage.Event("contentBlockDelta", """{"delta":{"text":"ü🚂"},"p":"abcdef"}"""),
        .. EventStreamMessage.Write([], []),
        .. EventStreamMessage.Exception("throttlingException", """{"message":"slow"}"""),
        .. EventStreamMessage.Error("InternalError", "It broke."),
    ];

    private static readonly string[] Messages =
    [
        """event messageStart {"role":"assistant"}""",
        """event contentBlockDelta {"delta":{"text":"ü🚂"},"p":"abcdef"}""",
        "  ",
        """exception throttlingException {"message":"slow"}""",
        "error InternalError It broke.",
    ];

    [Fact]
    public async Task A_stream_is_read_alike_wherever_it_is_cut()
    {
        Assert.Equal(Messages, await ReadAsync(new MemoryStream(Stream)));
        Assert.Equal(Messages, await ReadAsync(CutStream.Everywhere(Stream)));
        for (var cut = 1; cut < Stream.Length; cut++)
        {
            Assert.Equal(Messages, await ReadAsync(CutStream.At(Stream, cut)));
        }
    }

    [Fact]
    public async Task A_stream_that_breaks_off_gives_what_was_whole()
    {
        for (var length = 0; length < Stream.Length; length++)
        {
            var read = await ReadAsync(new MemoryStream(Stream, 0, length));

            Assert.Equal(Messages.Take(read.Count), read);
            Assert.True(read.Count < Messages.Length, $"{length} bytes are not all of it.");
        }
    }

    [Fact]
    public async Task One_wrong_bit_anywhere_is_noticed()
    {
        var message = EventStreamMessage.Event("messageStart", """{"role":"assistant"}""");
        for (var bit = 0; bit < message.Length * 8; bit++)
        {
            var damaged = message.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new MemoryStream(damaged)));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15, 0)]
    [InlineData(100, 85)]
    [InlineData(100, uint.MaxValue)]
    [InlineData((24 * 1024 * 1024) + 1, 0)]
    [InlineData(uint.MaxValue, 0)]
    [InlineData(0x80000000, 0)]
    [InlineData(1024 * 1024, (128 * 1024) + 1)]
    public async Task Lengths_that_cannot_be_are_not_waited_for(uint length, uint headers)
    {
        var message = new byte[200];
        BinaryPrimitives.WriteUInt32BigEndian(message, length);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(4), headers);
        EventStreamMessage.WriteChecksums(message);

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new EndlessStream(message)));

        Assert.Contains("lengths", thrown.Message);
    }

    [Fact]
    public async Task A_message_of_several_buffers_is_whole()
    {
        var json = $"\"{new string('x', 300_000)}\"";
        var stream = (byte[])[.. EventStreamMessage.Event("a", json), .. EventStreamMessage.Event("b", "1")];

        Assert.Equal([$"event a {json}", "event b 1"], await ReadAsync(new MemoryStream(stream)));
    }

    [Fact]
    public async Task Memory_is_taken_for_what_has_arrived_and_not_for_what_is_claimed()
    {
        var message = new byte[32];
        BinaryPrimitives.WriteInt32BigEndian(message, 24 * 1024 * 1024);
        EventStreamMessage.WriteChecksums(message);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Empty(await ReadAsync(new MemoryStream(message)));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public async Task Headers_of_every_type_are_passed_over()
    {
        byte[] headers =
        [
            .. EventStreamMessage.Header("true", 0, []), .. EventStreamMessage.Header("false", 1, []), .. EventStreamMessage.Header("byte", 2, new byte[1]),
            .. EventStreamMessage.Header("short", 3, new byte[2]), .. EventStreamMessage.Header("int", 4, new byte[4]), .. EventStreamMessage.Header("long", 5, new byte[8]),
            .. EventStreamMessage.Header("bytes", 6, [0, 3, 1, 2, 3]), .. EventStreamMessage.Header(":message-type", "event"), .. EventStreamMessage.Header("time", 8, new byte[8]),
            .. EventStreamMessage.Header("uuid", 9, new byte[16]), .. EventStreamMessage.Header(":event-type", "metadata"),
        ];

        Assert.Equal(["event metadata {}"], await ReadAsync(new MemoryStream(EventStreamMessage.Write(headers, "{}"u8))));
    }

    [Fact]
    public async Task A_known_header_of_another_type_says_nothing() =>
        Assert.Equal(["  {}"], await ReadAsync(new MemoryStream(EventStreamMessage.Write(EventStreamMessage.Header(":event-type", 6, [0, 1, 65]), "{}"u8))));

    [Theory]
    [InlineData(new byte[] { 5, 65 })]
    [InlineData(new byte[] { 1, 65 })]
    [InlineData(new byte[] { 1, 65, 7, 0 })]
    [InlineData(new byte[] { 1, 65, 7, 255, 255, 65 })]
    [InlineData(new byte[] { 1, 65, 9, 0, 0 })]
    [InlineData(new byte[] { 1, 65, 10 })]
    public async Task Headers_that_do_not_add_up_are_refused(byte[] headers) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new MemoryStream(EventStreamMessage.Write(headers, "{}"u8))));

    [Fact]
    public async Task What_is_no_event_stream_is_refused() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(new MemoryStream("<html><body>Bad gateway</body></html>"u8.ToArray())));

    [Fact]
    public async Task A_message_at_hand_is_given_without_waiting()
    {
        using var reader = new AwsEventStreamReader(new MemoryStream(Stream));
        await reader.ReadAsync(CancellationToken.None);

        foreach (var _ in Messages.Skip(1))
        {
            var next = reader.ReadAsync(CancellationToken.None);
            Assert.True(next.IsCompleted);
            Assert.True(await next);
        }
    }

    private static async Task<List<string>> ReadAsync(Stream stream)
    {
        using var reader = new AwsEventStreamReader(stream);
        var messages = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            var headers = reader.Headers;
            messages.Add($"{Text(headers.MessageType)} {Text(headers.Name)} {Text(headers.ErrorMessage)}{Text(reader.Payload)}");
        }

        return messages;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>Says a beginning, and zeros for ever after.</summary>
    private sealed class EndlessStream(byte[] beginning) : MemoryStream(beginning)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                buffer.Span.Clear();
            }

            return read == 0 ? buffer.Length : read;
        }
    }
}
