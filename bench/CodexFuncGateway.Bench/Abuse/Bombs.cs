using System.IO.Compression;
using System.Text;

namespace CodexFuncGateway.Bench.Abuse;

/// <summary>The bombs: first those that burst when they are decoded, then those that burst when they are understood.</summary>
internal static class Bombs
{
    private const int Gigabyte = 1 << 30;
    private const int Megabyte = 1 << 20;
    private const string Head = """{"model":"groq/llama-3.3-70b-versatile","input":""";
    private const string Tool = """{"type":"function","name":"f","parameters":{"type":"object"}}""";

    public static IReadOnlyList<Bomb> All { get; } =
    [
        new("1 GiB of spaces in gzip", () => Compress(stream => new GZipStream(stream, CompressionLevel.SmallestSize), Spaces)) { Encodings = "gzip" },
        new("1 GiB of spaces in br", () => Compress(stream => new BrotliStream(stream, CompressionLevel.Fastest), Spaces)) { Encodings = "br" },
        new("8 GiB of spaces in zstd", () => Zstandard(8L * Gigabyte)) { Encodings = "zstd" },
        new("1 GiB of spaces in gzip four times over", () => Gzip(Gzip(Gzip(Compress(stream => new GZipStream(stream, CompressionLevel.SmallestSize), Spaces))))) { Encodings = "gzip, gzip, gzip, gzip" },
        new("30 MB of zeros in an array, in gzip", () => Gzip(Text($"{Head}[{Many("0", 15_000_000)}]}}"))) { Encodings = "gzip" },
        new("30 MB of text, in gzip", () => Gzip(Text($"{Head}\"{new string('x', 30_000_000)}\"}}"))) { Encodings = "gzip" },
        new("1,000 levels", () => Text($"{Head}{new string('[', 1_000)}{new string(']', 1_000)}}}")),
        new("15,000,000 levels", () => Text($"{Head}{new string('[', 15_000_000)}{new string(']', 15_000_000)}}}")),
        new("100,000 tools", () => Text($"{Head}\"a\",\"tools\":[{Many(Tool, 100_000)}]}}")),
        new("4,096 tools", () => Text($"{Head}\"a\",\"tools\":[{Many(Tool, 4_096)}]}}")),
        new("1,000,000 items", () => Text($"{Head}[{Many("""{"role":"user","content":"a"}""", 1_000_000)}]}}")),
        new("20,000 items", () => Text($"{Head}[{Many("""{"role":"user","content":"a"}""", 20_000)}]}}")),
        new("20,000 calls without results", () => Text($"{Head}[{Calls(20_000)}]}}")),
        new("20,000 thoughts", () => Text($"{Head}[{Many("""{"type":"reasoning","summary":[]}""", 20_000)}]}}")),
        new("100,000 chat messages", () => Text($$"""{"model":"groq/llama-3.3-70b-versatile","messages":[{{Many("""{"role":"user","content":"a"}""", 100_000)}}]}""")) { Path = "/v1/chat/completions" },
        new("1,000,000 times the same member", () => Text($"{Head}\"a\",{Many("\"stream\":true", 1_000_000)}}}")),
        new("a number of 30,000,000 digits", () => Text($"{Head}\"a\",\"temperature\":{new string('9', 30_000_000)}}}")),
        new("30 MB that are no UTF-8", () => [.. Text(Head), .. Enumerable.Repeat((byte)0xFF, 30_000_000)]),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static string Many(string json, int times) => string.Join(',', Enumerable.Repeat(json, times));

    private static string Calls(int times) => string.Join(',', Enumerable.Range(0, times).Select(number => $$"""{"type":"function_call","call_id":"c{{number}}","name":"f","arguments":"{}"}"""));

    private static byte[] Gzip(byte[] content) => Compress(stream => new GZipStream(stream, CompressionLevel.SmallestSize), encoder => encoder.Write(content));

    private static void Spaces(Stream encoder)
    {
        var piece = new byte[Megabyte];
        piece.AsSpan().Fill((byte)' ');
        for (var written = 0; written < Gigabyte / Megabyte; written++)
        {
            encoder.Write(piece);
        }
    }

    private static byte[] Compress(Func<Stream, Stream> open, Action<Stream> write)
    {
        using var encoded = new MemoryStream();
        using (var encoder = open(encoded))
        {
            write(encoder);
        }

        return encoded.ToArray();
    }

    /// <summary>Blocks that say "128 KB of this byte": four bytes each, in a frame with a window of 8 MB.</summary>
    private static byte[] Zstandard(long size)
    {
        const int Block = 128 * 1024;
        using var frame = new MemoryStream();
        frame.Write([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x68]);
        for (var left = size / Block; left > 0; left--)
        {
            var header = (Block << 3) | (1 << 1) | (left == 1 ? 1 : 0);
            frame.Write([(byte)header, (byte)(header >> 8), (byte)(header >> 16), (byte)' ']);
        }

        return frame.ToArray();
    }
}
