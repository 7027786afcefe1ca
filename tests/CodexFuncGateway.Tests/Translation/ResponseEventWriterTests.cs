using System.Buffers;
using System.Text;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Translation;

public sealed class ResponseEventWriterTests : IDisposable
{
    private readonly ArrayBufferWriter<byte> output = new();
    private readonly ResponseEventWriter events;

    public ResponseEventWriterTests() => events = new ResponseEventWriter(output);

    private string Written => Encoding.UTF8.GetString(output.WrittenSpan);

    [Fact]
    public void An_event_is_named_as_its_data_and_ends_with_a_blank_line()
    {
        events.Begin("response.test"u8).WriteString("delta"u8, "a\"\nü🚂"u8);
        events.End();

        Assert.Equal("event: response.test\ndata: {\"type\":\"response.test\",\"sequence_number\":0,\"delta\":\"a\\\"\\nü\\uD83D\\uDE82\"}\n\n", Written);
    }

    [Fact]
    public void Events_are_numbered_from_zero()
    {
        events.Begin("a"u8);
        events.End();
        events.WriteNative("b"u8, """{"type":"b"}"""u8);
        events.Begin("c"u8);
        events.End();

        Assert.Contains("\"type\":\"a\",\"sequence_number\":0", Written, StringComparison.Ordinal);
        Assert.Contains("\"type\":\"c\",\"sequence_number\":2", Written, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unnumbered_event_repeats_the_last_number()
    {
        events.WriteNative("a"u8, "{}"u8);
        events.WriteNative("b"u8, "{}"u8);
        events.BeginUnnumbered("c"u8);
        events.End();

        Assert.EndsWith("data: {\"type\":\"c\",\"sequence_number\":1}\n\n", Written, StringComparison.Ordinal);
        Assert.Equal(2, events.NextNumber);
    }

    [Fact]
    public void A_native_event_passes_byte_for_byte()
    {
        events.WriteNative("response.test"u8, "{ \"type\" : \"response.test\", \"x\":\"\\u00fc\" }"u8);

        Assert.Equal("event: response.test\ndata: { \"type\" : \"response.test\", \"x\":\"\\u00fc\" }\n\n", Written);
    }

    [Fact]
    public void A_native_event_of_several_lines_stays_one_event()
    {
        events.WriteNative("t"u8, "{\n\"type\":\"t\"\n}"u8);

        Assert.Equal("event: t\ndata: {\ndata: \"type\":\"t\"\ndata: }\n\n", Written);
    }

    public void Dispose() => events.Dispose();
}
