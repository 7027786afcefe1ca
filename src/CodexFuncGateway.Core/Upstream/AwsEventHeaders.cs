using System.Buffers.Binary;

namespace CodexFuncGateway.Upstream;

/// <summary>The headers of a message in an AWS event stream that say what it is. All others are checked for their form and passed over.</summary>
internal readonly record struct AwsEventHeaders
{
    private const byte StringType = 7;

    /// <summary><c>event</c>, <c>exception</c>, or <c>error</c>, which has no payload.</summary>
    public ReadOnlyMemory<byte> MessageType { get; private init; }

    /// <summary>Which event, exception or error.</summary>
    public ReadOnlyMemory<byte> Name { get; private init; }

    /// <summary>What an <c>error</c> says.</summary>
    public ReadOnlyMemory<byte> ErrorMessage { get; private init; }

    /// <exception cref="InvalidDataException">The headers do not add up.</exception>
    public static AwsEventHeaders Read(ReadOnlyMemory<byte> block)
    {
        var headers = default(AwsEventHeaders);
        while (!block.IsEmpty)
        {
            var name = Take(ref block, Take(ref block, 1).Span[0]);
            var type = Take(ref block, 1).Span[0];
            var value = Take(ref block, ValueLength(type, ref block));
            headers = type == StringType ? headers.With(name.Span, value) : headers;
        }

        return headers;
    }

    private AwsEventHeaders With(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value) => name switch
    {
        _ when name.SequenceEqual(":message-type"u8) => this with { MessageType = value },
        _ when name.SequenceEqual(":event-type"u8) || name.SequenceEqual(":exception-type"u8) || name.SequenceEqual(":error-code"u8) => this with { Name = value },
        _ when name.SequenceEqual(":error-message"u8) => this with { ErrorMessage = value },
        _ => this,
    };

    /// <summary>Truth has no value of its own, numbers, times and identifiers have fixed lengths, bytes and strings state theirs.</summary>
    private static int ValueLength(byte type, ref ReadOnlyMemory<byte> block) => type switch
    {
        0 or 1 => 0,
        2 => 1,
        3 => 2,
        4 => 4,
        5 or 8 => 8,
        6 or StringType => BinaryPrimitives.ReadUInt16BigEndian(Take(ref block, 2).Span),
        9 => 16,
        _ => throw new InvalidDataException("A message of the upstream's stream has a header of an unknown type."),
    };

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> block, int length)
    {
        if (length > block.Length)
        {
            throw new InvalidDataException("A message of the upstream's stream has a header that is cut off.");
        }

        var taken = block[..length];
        block = block[length..];
        return taken;
    }
}
