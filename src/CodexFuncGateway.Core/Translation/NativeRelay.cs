using System.Buffers;
using System.Text;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Passes on the events of an upstream that speaks Responses itself, byte for byte, with three exceptions. Its encrypted reasoning is put into
/// an envelope, or a session that moves to another provider would carry it there. And a client that was told of a response before the
/// upstream said anything hears of no second one: the upstream's beginning is left out, and its end comes under the id that is known. And usage that clients could not read is written anew.
/// </summary>
/// <param name="keepsResponse">Whether the whole response is wanted in the end.</param>
/// <param name="toldId">The id of the response that the client was told of already; null when the upstream's own first word comes first.</param>
internal sealed class NativeRelay(ResponseEventWriter events, ReplyOrigin origin, bool keepsResponse, string? toldId)
{
    private readonly bool hasBegun = toldId is not null;

    /// <summary>Under which id the client knows the response; null while it knows of none.</summary>
    public string? ResponseId { get; private set; } = toldId;

    /// <summary>Whether the upstream has ended the stream.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The response as its terminal event gave it; null while that has not come, or nobody wants it.</summary>
    public ReadOnlyMemory<byte>? FinalResponse { get; private set; }

    /// <summary>How many deltas went by. Each is about a token, which is all that is known of a reply that broke off.</summary>
    public int Deltas { get; private set; }

    /// <param name="told">The event.</param>
    /// <param name="counted">What the upstream has counted so far; its last word on that is read before the event that holds it is passed on.</param>
    public void Accept(NativeEvent told, UsageReported? counted)
    {
        var type = told.Type.Span;
        if (type.SequenceEqual("response.created"u8) || type.SequenceEqual("response.queued"u8) || type.SequenceEqual("response.in_progress"u8))
        {
            Begin(told);
        }
        else if (type.SequenceEqual("response.completed"u8) || type.SequenceEqual("response.incomplete"u8) || type.SequenceEqual("response.failed"u8))
        {
            End(told, counted);
        }
        else
        {
            Deltas += type.EndsWith(".delta"u8) ? 1 : 0;
            events.WriteNative(type, Seal(told.Data).Span);
        }
    }

    /// <summary>Deltas hold none of the upstream's state.</summary>
    public void Accept(NativeDeltas told)
    {
        Deltas += told.Count;
        events.WriteFrames(told.Frames.Span, told.Count);
    }

    private void Begin(NativeEvent told)
    {
        if (!hasBegun)
        {
            ResponseId ??= NativeResponse.Find(told.Data.Span).ReadId(told.Data.Span);
            events.WriteNative(told.Type.Span, Seal(told.Data).Span);
        }
    }

    private void End(NativeEvent told, UsageReported? counted)
    {
        var data = Seal(NativeUsage.Complete(hasBegun ? Rename(told.Data, ResponseId!) : told.Data, counted));
        events.WriteNative(told.Type.Span, data.Span);
        HasEnded = true;
        if (keepsResponse)
        {
            FinalResponse = NativeResponse.Find(data.Span) is { Whole: { } whole } ? data[whole].ToArray() : "{}"u8.ToArray();
        }
    }

    private ReadOnlyMemory<byte> Seal(ReadOnlyMemory<byte> data)
    {
        if (!EncryptedContentRewriter.MayConcern(data.Span))
        {
            return data;
        }

        var rewritten = new ArrayBufferWriter<byte>(data.Length * 2);
        EncryptedContentRewriter.Write(data.Span, origin.Seal, rewritten);
        return rewritten.WrittenMemory;
    }

    /// <param name="id">One of ours, so nothing in it needs escaping.</param>
    private static ReadOnlyMemory<byte> Rename(ReadOnlyMemory<byte> data, string id)
    {
        if (NativeResponse.Find(data.Span).Id is not { } place)
        {
            return data;
        }

        return (byte[])[.. data[..place.Start].Span, .. Encoding.UTF8.GetBytes($"\"{id}\""), .. data[place.End..].Span];
    }
}
