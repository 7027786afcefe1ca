using System.Buffers.Binary;
using System.Text;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>A Converse stream: Amazon's binary frames with their checksums, one text block, usage at the end.</summary>
internal static class ConverseReply
{
    private const int Prelude = 12;
    private const int Checksum = 4;
    private const byte StringType = 7;

    public static ReplyEvents Write() => new(
        [Frame("messageStart", """{"p":"abcdefgh","role":"assistant"}""")],
        [.. Enumerable.Range(0, SampleText.Deltas).Select(Delta)],
        [
            Frame("contentBlockStop", """{"contentBlockIndex":0,"p":"abcd"}"""),
            Frame("messageStop", """{"p":"abcdefghijklmn","stopReason":"end_turn"}"""),
            Frame("metadata", $$$"""{"metrics":{"latencyMs":500},"p":"ab","usage":{{{Usage}}}}"""),
        ])
    {
        ContentType = "application/vnd.amazon.eventstream",
    };

    private static string Usage =>
        $$"""{"inputTokens":{{ReplyEvents.InputTokens - ReplyEvents.CachedTokens}},"outputTokens":{{SampleText.Deltas}},"totalTokens":{{ReplyEvents.InputTokens + SampleText.Deltas}},"cacheReadInputTokens":{{ReplyEvents.CachedTokens}},"cacheWriteInputTokens":0}""";

    /// <summary>Amazon pads each delta, against guessing its text from packet sizes.</summary>
    private static byte[] Delta(int index) => Frame(
        "contentBlockDelta", $$$"""{"contentBlockIndex":0,"delta":{"text":{{{SampleText.Quote(SampleText.Delta(index))}}}},"p":"{{{"abcdefghijklmnopqrstuvwxyz"[..(index % 26)]}}}"}""");

    private static byte[] Frame(string type, string payload)
    {
        byte[] headers = [.. Header(":event-type", type), .. Header(":content-type", "application/json"), .. Header(":message-type", "event")];
        var body = Encoding.UTF8.GetBytes(payload);
        byte[] prelude = [.. Number(Prelude + headers.Length + body.Length + Checksum), .. Number(headers.Length)];
        byte[] frame = [.. prelude, .. Number((int)Crc(prelude)), .. headers, .. body];
        return [.. frame, .. Number((int)Crc(frame))];
    }

    private static byte[] Header(string name, string value)
    {
        var length = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value.Length);
        return [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), StringType, .. length, .. Encoding.ASCII.GetBytes(value)];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>CRC-32 as in zip files, bit by bit: frames are made once.</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
