using CodexFuncGateway.Simulators.Encodings;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Encodes one body in some, as clients may, and now and then damages what came of it or says something else of it.</summary>
internal static class BodyEncoder
{
    private static readonly string[] Stacks = ["gzip", "x-gzip", "deflate", "br", "zstd", "identity", "gzip, br", "zstd, gzip", "br,deflate , zstd", "gzip, gzip, gzip, gzip", "gzip, gzip, gzip, gzip, gzip", "snappy", ","];

    public static (byte[] Body, string? Encodings) Encode(byte[] body, Chance chance)
    {
        if (!chance.OneIn(6))
        {
            return (body, null);
        }

        var stack = chance.Of(Stacks);
        var encoded = stack is "snappy" or "," ? body : Encoded.AsStack(stack, body);
        encoded = chance.OneIn(3) ? ByteMutator.Mutate(encoded, chance) : encoded;
        return (encoded, chance.OneIn(10) ? chance.Of(Stacks) : stack);
    }
}
