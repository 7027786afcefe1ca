using System.Text.Json;

namespace CodexFuncGateway.Simulators.Json;

/// <summary>The two ways in which providers write server-sent events: named by their type, or data alone.</summary>
internal static class SseFrames
{
    public const string Done = "data: [DONE]\n\n";

    public static string Named(string type, object data) => $"event: {type}\ndata: {JsonSerializer.Serialize(data)}\n\n";

    public static string NamedLast(string type, object data) => $"data: {JsonSerializer.Serialize(data)}\nevent: {type}\n\n";

    public static string Unnamed(object data) => $"data: {JsonSerializer.Serialize(data)}\n\n";

    /// <summary>Cuts a text in pieces of a length that suits no boundary, so that escapes and surrogate pairs fall apart as they do in real streams of JSON.</summary>
    public static IEnumerable<string> Pieces(string text, int length = 7)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = Math.Min(start + length, text.Length);
            end = end < text.Length && char.IsHighSurrogate(text[end - 1]) ? end + 1 : end;
            yield return text[start..end];
            start = end;
        }
    }
}
