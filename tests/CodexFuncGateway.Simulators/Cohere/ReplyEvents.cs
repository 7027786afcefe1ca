using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>A reply as the events of a stream, in the order and with the redundancies of the real service (recorded 2025 and 2026).</summary>
internal static class ReplyEvents
{
    private static readonly string[] None = [];

    public static IEnumerable<string> Write(CohereReply reply) =>
    [
        SseFrames.Named("message-start", new
        {
            id = reply.Id,
            type = "message-start",
            delta = new { message = new { role = "assistant", content = None, tool_plan = "", tool_calls = None, citations = None } },
        }),
        .. WriteBlock(0, "thinking", reply.Thinking),
        .. SseFrames.Pieces(reply.Plan).Select(piece => Event("tool-plan-delta", new { message = new { tool_plan = piece } })),
        .. WriteBlock(reply.Thinking.Length > 0 ? 1 : 0, "text", reply.Text),
        .. reply.Calls.SelectMany((call, index) => WriteCall(index, call.Id, call.Call)),
        Event("message-end", new { finish_reason = reply.FinishReason, usage = reply.WriteUsage() }),
        SseFrames.Done,
    ];

    private static IEnumerable<string> WriteBlock(int index, string type, string text) => text.Length == 0 ? [] :
    [
        Event("content-start", index, Content(new() { ["type"] = type, [type] = "" })),
        .. SseFrames.Pieces(text).Select(piece => Event("content-delta", index, Content(new() { [type] = piece }))),
        End("content-end", index),
    ];

    private static IEnumerable<string> WriteCall(int index, string id, OfferedCall call) =>
    [
        Event("tool-call-start", index, new { message = new { tool_calls = new { id, type = "function", function = new { name = call.Name, arguments = "" } } } }),
        .. SseFrames.Pieces(call.Payload).Select(piece => Event("tool-call-delta", index, new { message = new { tool_calls = new { function = new { arguments = piece } } } })),
        End("tool-call-end", index),
    ];

    private static object Content(Dictionary<string, string> block) => new { message = new { content = block } };

    private static string Event(string type, object delta) => SseFrames.Named(type, new { type, delta });

    private static string Event(string type, int index, object delta) => SseFrames.Named(type, new { type, index, delta });

    private static string End(string type, int index) => SseFrames.Named(type, new { type, index });
}
