using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Replicate;

/// <summary>Words as the events of a stream: not JSON, but the text itself, a line of data for each of its lines.</summary>
internal static class OutputEvents
{
    public static IEnumerable<string> Write(string text) =>
        SseFrames.Pieces(text).Select((piece, index) => $"event: output\nid: 1795000000:{index}\n{Data(piece)}\n").Append("event: done\nid: 1795000000:99\ndata: {}\n\n").Prepend(": hi\n\n");

    private static string Data(string piece) => string.Concat(piece.Split('\n').Select(line => $"data: {line}\n"));
}
