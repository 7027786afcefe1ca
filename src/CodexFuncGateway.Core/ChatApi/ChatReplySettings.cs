using System.Text;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.ChatApi;

/// <summary>What a chat request says about its reply alone, and the Responses request so cannot hold.</summary>
/// <param name="TellsUsage">Whether a stream's end tells what it took.</param>
/// <param name="StopSequences">Where the answer is to end, in UTF-8.</param>
internal sealed record ChatReplySettings(bool TellsUsage, IReadOnlyList<byte[]> StopSequences)
{
    public static ChatReplySettings Read(JsonView body)
    {
        var root = new JsonField(body).Object();
        return new ChatReplySettings(
            root.Optional("stream_options")?.Object().Optional("include_usage")?.Boolean() ?? false,
            root.Optional("stop") is { } stop ? ReadStop(stop) : []);
    }

    private static byte[][] ReadStop(JsonField stop) => stop.Element.ValueKind == JsonValueKind.Array ? stop.Array(ReadSequence) : [ReadSequence(stop)];

    private static byte[] ReadSequence(JsonField sequence) =>
        sequence.String() is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : throw sequence.Error("must not be empty");
}
