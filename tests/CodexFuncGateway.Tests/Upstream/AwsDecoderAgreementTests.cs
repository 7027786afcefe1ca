using System.Text;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

/// <summary>What Amazon's own decoder reads in a stream, the gateway's reader reads too, message by message.</summary>
public sealed class AwsDecoderAgreementTests
{
    private static readonly IReadOnlyList<Recording> Streams =
        [.. LawCases.Recordings.Where(recording => recording.ContentType == Recording.EventStream && recording.Body.Length > 0)];

    public static TheoryData<string> Names => [.. Streams.Select(stream => stream.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_read_the_same(string name)
    {
        var stream = Streams.Single(stream => stream.Name == name).Body;

        var read = await ReadAsync(stream);

        Assert.NotEmpty(read);
        Assert.Equal(Decode(stream), read);
    }

    private static List<string> Decode(byte[] stream)
    {
        var messages = new List<string>();
        using var decoder = new EventStreamDecoder();
        decoder.MessageReceived += (_, received) => messages.Add(
            $"{received.Message.Headers[":message-type"].AsString()} {Name(received.Message)} {Encoding.UTF8.GetString(received.Message.Payload)}");
        decoder.ProcessData(stream, 0, stream.Length);
        return messages;
    }

    private static string Name(IEventStreamMessage message) =>
        new[] { ":event-type", ":exception-type", ":error-code" }.Where(message.Headers.ContainsKey).Select(name => message.Headers[name].AsString()).First();

    private static async Task<List<string>> ReadAsync(byte[] stream)
    {
        using var reader = new AwsEventStreamReader(new MemoryStream(stream));
        var messages = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            messages.Add($"{Text(reader.Headers.MessageType)} {Text(reader.Headers.Name)} {Text(reader.Payload)}");
        }

        return messages;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
