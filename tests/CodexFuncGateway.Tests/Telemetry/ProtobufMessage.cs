using System.Buffers.Binary;
using System.Text;

namespace CodexFuncGateway.Tests.Telemetry;

/// <summary>A message of protobuf taken apart into its numbered fields. What is not well-formed throws.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ulong Value, byte[] Bytes)> fields = [];

    private ProtobufMessage()
    {
    }

    public static ProtobufMessage Read(ReadOnlySpan<byte> bytes)
    {
        var message = new ProtobufMessage();
        while (!bytes.IsEmpty)
        {
            var tag = ReadVarint(ref bytes);
            var (value, content) = (tag & 7) switch
            {
                0 => (ReadVarint(ref bytes), Array.Empty<byte>()),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)), Array.Empty<byte>()),
                2 => (0UL, Take(ref bytes, (int)ReadVarint(ref bytes)).ToArray()),
                5 => (BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)), Array.Empty<byte>()),
                var type => throw new InvalidDataException($"Wire type {type}."),
            };
            message.fields.Add(((int)(tag >> 3), value, content));
        }

        return message;
    }

    /// <summary>The messages that lie under these numbers, one inside the other.</summary>
    public IEnumerable<ProtobufMessage> All(params int[] path) => path is [var first, .. var rest]
        ? fields.Where(field => field.Number == first).SelectMany(field => Read(field.Bytes).All(rest))
        : [this];

    public string Text(int number) => Encoding.UTF8.GetString(fields.Find(field => field.Number == number).Bytes ?? []);

    public string Hexadecimal(int number) => Convert.ToHexStringLower(fields.Find(field => field.Number == number).Bytes ?? []);

    public ulong Number(int number) => fields.Find(field => field.Number == number).Value;

    /// <summary>Attributes as OTLP writes them, in field <paramref name="number"/>: those whose value is text.</summary>
    public Dictionary<string, string> Attributes(int number) =>
        All(number).ToDictionary(attribute => attribute.Text(1), attribute => attribute.All(2).Single().Text(1));

    private static ulong ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }
}
