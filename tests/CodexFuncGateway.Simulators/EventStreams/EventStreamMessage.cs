using System.Buffers.Binary;
using System.Text;

namespace CodexFuncGateway.Simulators.EventStreams;

/// <summary>
/// Writes messages of an AWS event stream, byte for byte as the service does: lengths, a checksum of the lengths, headers, payload, a checksum of all.
/// Written apart from the gateway's reader, so that one may judge the other.
/// </summary>
public static class EventStreamMessage
{
    private const byte StringType = 7;
    private const int Overhead = 16;

    public static byte[] Event(string name, string json) => Write(Headers("event", ":event-type", name), Encoding.UTF8.GetBytes(json));

    public static byte[] Exception(string name, string json) => Write(Headers("exception", ":exception-type", name), Encoding.UTF8.GetBytes(json));

    /// <summary>A failure of the stream itself, which has no payload.</summary>
    public static byte[] Error(string code, string message) => Write([.. Header(":error-code", code), .. Header(":error-message", message), .. Header(":message-type", "error")], []);

    /// <summary>A message of headers that are bytes already.</summary>
    public static byte[] Write(ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload)
    {
        var message = new byte[Overhead + headers.Length + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), headers.Length);
        headers.CopyTo(message.AsSpan(12));
        payload.CopyTo(message.AsSpan(12 + headers.Length));
        WriteChecksums(message);
        return message;
    }

    /// <summary>Makes the two checksums of a message right, after something in it was changed on purpose.</summary>
    public static void WriteChecksums(Span<byte> message)
    {
        BinaryPrimitives.WriteUInt32BigEndian(message[8..], Checksum(message[..8]));
        BinaryPrimitives.WriteUInt32BigEndian(message[^4..], Checksum(message[..^4]));
    }

    public static byte[] Header(string name, string value) => Header(name, StringType, [(byte)(value.Length >> 8), (byte)value.Length, .. Encoding.UTF8.GetBytes(value)]);

    public static byte[] Header(string name, byte type, byte[] value) => [(byte)name.Length, .. Encoding.UTF8.GetBytes(name), type, .. value];

    private static byte[] Headers(string messageType, string nameHeader, string name) =>
        [.. Header(nameHeader, name), .. Header(":content-type", "application/json"), .. Header(":message-type", messageType)];

    /// <summary>CRC-32 as in the textbook, bit by bit.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
