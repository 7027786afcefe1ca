using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>The words of every reply: of a token's length, some with what JSON must escape or UTF-8 spreads over bytes.</summary>
internal static class SampleText
{
    /// <summary>Deltas in every reply.</summary>
    public const int Deltas = 200;

    private static readonly string[] Words =
        ["The", " parser", " reads", " one", " line", " at", " a", " time", ",", " keeps", " \"quoted\"", " words", " whole", ".\n", " Größe", " →", " 42"];

    public static string Delta(int index) => Words[index % Words.Length];

    public static string Whole() => string.Concat(Enumerable.Range(0, Deltas).Select(Delta));

    /// <summary>A JSON string literal with non-ASCII text left as UTF-8, as the providers send it.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
