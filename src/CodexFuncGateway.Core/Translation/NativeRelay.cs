using System.Buffers;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Passes on the events of an upstream that speaks Responses itself, byte for byte. Only its encrypted reasoning is put into an envelope,
/// or a session that moves to another provider would carry it there.
/// </summary>
/// <param name="hasBegun">Whether the client has been told of its response already, while the upstream was silent; it is not told twice.</param>
internal sealed class NativeRelay(ResponseEventWriter events, ReplyOrigin origin, bool hasBegun)
{
    /// <summary>The response as its terminal event gave it; null while that has not come.</summary>
    public ReadOnlyMemory<byte>? FinalResponse { get; private set; }

    /// <summary>How many deltas went by. Each is about a token, which is all that is known of a reply that broke off.</summary>
    public int Deltas { get; private set; }

    public void Accept(NativeEvent told)
    {
        if (hasBegun && (told.Type.Span.SequenceEqual("response.created"u8) || told.Type.Span.SequenceEqual("response.in_progress"u8)))
        {
            return;
        }

        Deltas += told.Type.Span.EndsWith(".delta"u8) ? 1 : 0;
        var data = Seal(told.Data);
        events.WriteNative(told.Type.Span, data.Span);
        if (told.Type.Span.SequenceEqual("response.completed"u8)
            || told.Type.Span.SequenceEqual("response.incomplete"u8)
            || told.Type.Span.SequenceEqual("response.failed"u8))
        {
            FinalResponse = ReadResponse(data.Span);
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

    private static byte[] ReadResponse(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResponse = reader.ValueTextEquals("response"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isResponse)
            {
                return data[start..(int)reader.BytesConsumed].ToArray();
            }
        }

        return "{}"u8.ToArray();
    }
}
