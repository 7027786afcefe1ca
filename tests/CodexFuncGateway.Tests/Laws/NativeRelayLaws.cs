using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.Tests.Laws.Support;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>An upstream that speaks Responses is heard in its own words.</summary>
[Collection(RunAlone.Name)]
public sealed class NativeRelayLaws
{
    public static TheoryData<string> Relayed { get; } = LawCases.Names(@case => @case.IsNative);

    [Theory]
    [MemberData(nameof(Relayed))]
    public async Task Every_event_passes_byte_for_byte_but_for_its_sealed_state(string name)
    {
        var @case = LawCases.Get(name);
        var sent = SseFrame.Split(@case.Recording.Body).Where(IsRelayed).Select(frame => Seal(frame.Data, @case));

        var told = SseFrame.Split((await Replay.OfAsync(@case)).Events);

        Assert.Equal(sent, told.Select(frame => frame.Data));
        Assert.All(told, frame => Assert.Equal(frame.Event, frame.Json.GetProperty("type").GetString()));
    }

    [Theory]
    [MemberData(nameof(Relayed))]
    public async Task A_client_without_a_stream_gets_the_last_event_s_response(string name)
    {
        var replay = await Replay.OfAsync(LawCases.Get(name));

        var last = SseFrame.Split(replay.Events)[^1].Json.GetProperty("response").GetRawText();

        Assert.Equal(last, Encoding.UTF8.GetString(replay.Response));
    }

    [Theory]
    [MemberData(nameof(Relayed))]
    public async Task What_was_sealed_opens_to_what_the_upstream_said(string name)
    {
        var @case = LawCases.Get(name);
        var said = Contents(@case.Recording.Body);

        var told = Contents((await Replay.OfAsync(@case)).Events);

        Assert.Equal(said, told.Select(content => Encoding.UTF8.GetString(Replay.Envelope.Open(@case.Route, content)!)));
    }

    private static bool HasType(SseFrame frame) => frame.IsJson && frame.Json.TryGetProperty("type", out _);

    /// <summary>A complaint of its own type is told by the failure it ends in.</summary>
    private static bool IsRelayed(SseFrame frame) => HasType(frame) && frame.Json.GetProperty("type").GetString() != "error";

    private static string Seal(string data, LawCase @case)
    {
        if (!data.Contains("encrypted_content", StringComparison.Ordinal))
        {
            return data;
        }

        var sealedData = new ArrayBufferWriter<byte>();
        EncryptedContentRewriter.Write(Encoding.UTF8.GetBytes(data), content => Replay.Envelope.Seal(@case.Route, content), sealedData);
        return Encoding.UTF8.GetString(sealedData.WrittenSpan);
    }

    private static string[] Contents(byte[] stream) =>
        [.. SseFrame.Split(stream).Where(HasType).SelectMany(frame => Contents(frame.Json))];

    private static IEnumerable<string> Contents(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property is { Name: "encrypted_content", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Contents(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Contents),
        _ => [],
    };
}
