using System.Text;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Encodings;

/// <summary>The text behind the fixtures, which the reference encoder (zstd 1.5.4) made: long enough for two blocks, with every kind of repetition in it.</summary>
internal static class Lines
{
    private static readonly string[] Words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima", "mike"];

    public static byte[] Text { get; } = Encoding.UTF8.GetBytes(string.Join('\n', Write()));

    public static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(FixtureFolder.Path, "zstandard", $"{name}.zst"));

    private static IEnumerable<string> Write()
    {
        var state = 12345L;
        for (var number = 0; number < 6500; number++)
        {
            state = ((state * 1103515245) + 12345) & 0x7FFFFFFF;
            yield return $"{number} {Words[(state >> 16) % Words.Length]} {Words[(state >> 20) % Words.Length]} {(state >> 8) % 1000}";
        }
    }
}
