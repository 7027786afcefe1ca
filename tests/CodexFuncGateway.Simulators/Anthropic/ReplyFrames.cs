using System.Text.Json;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>Content blocks as the events of a stream, with the pings and empty deltas that the real service mixes in.</summary>
internal static class ReplyFrames
{
    public static IReadOnlyList<string> Write(JsonElement body, NumberedStep step, IReadOnlyList<JsonElement> blocks)
    {
        return
        [
            Frame("message_start", new { type = "message_start", message = WriteMessage(body, step, [], stopReason: null, isEnd: false, step.Step.Usage with { Output = Math.Min(1, step.Step.Usage.Output), Reasoning = 0 }) }),
            Frame("ping", new { type = "ping" }),
            .. blocks.SelectMany(WriteBlock),
            Frame("message_delta", new { type = "message_delta", delta = new { stop_reason = StopReason(step), stop_sequence = (string?)null }, usage = WriteUsage(step.Step, step.Step.Usage, isEnd: true) }),
            Frame("message_stop", new { type = "message_stop" }),
        ];
    }

    /// <summary>The reply of a request that did not ask for a stream.</summary>
    public static object WriteWhole(JsonElement body, NumberedStep step, IReadOnlyList<JsonElement> blocks) =>
        WriteMessage(body, step, blocks, StopReason(step), isEnd: true, step.Step.Usage);

    private static string StopReason(NumberedStep step) => step.Step.Pauses ? "pause_turn" : step.Step.Calls.Count > 0 ? "tool_use" : "end_turn";

    private static IEnumerable<string> WriteBlock(JsonElement block, int index)
    {
        yield return Frame("content_block_start", new { type = "content_block_start", index, content_block = WriteStart(block) });
        foreach (var delta in WriteDeltas(block))
        {
            yield return Frame("content_block_delta", new { type = "content_block_delta", index, delta });
        }

        yield return Frame("content_block_stop", new { type = "content_block_stop", index });
    }

    private static object WriteStart(JsonElement block) => block.TextAt("type") switch
    {
        "text" when block.Has("citations") => new { citations = Array.Empty<object>(), type = "text", text = "" },
        "text" => new { type = "text", text = "" },
        "server_tool_use" => new { type = "server_tool_use", id = block.TextAt("id"), name = block.TextAt("name"), input = new { } },
        "thinking" => new { type = "thinking", thinking = "", signature = "" },
        "tool_use" => new { type = "tool_use", id = block.TextAt("id"), name = block.TextAt("name"), input = new { } },
        _ => block,
    };

    private static IEnumerable<object> WriteDeltas(JsonElement block) => block.TextAt("type") switch
    {
        "text" =>
        [
            .. block.ItemsAt("citations").Select(citation => new { type = "citations_delta", citation }),
            .. SseFrames.Pieces(block.TextAt("text")!).Select(text => new { type = "text_delta", text }),
        ],
        "thinking" =>
        [
            .. SseFrames.Pieces(block.TextAt("thinking")!).Select(thinking => new { type = "thinking_delta", thinking }),
            new { type = "signature_delta", signature = block.TextAt("signature") },
        ],
        "tool_use" or "server_tool_use" => SseFrames.Pieces(block.At("input").GetRawText()).Prepend("").Select(json => new { type = "input_json_delta", partial_json = json }),
        _ => [],
    };

    private static object WriteMessage(JsonElement body, NumberedStep step, IReadOnlyList<JsonElement> content, string? stopReason, bool isEnd, ScriptedUsage usage) => new
    {
        id = $"msg_01simulated{step.Number}",
        type = "message",
        role = "assistant",
        model = body.TextAt("model"),
        content,
        stop_reason = stopReason,
        stop_sequence = (string?)null,
        usage = WriteUsage(step.Step, usage, isEnd),
    };

    private static object WriteUsage(ScriptedStep step, ScriptedUsage usage, bool isEnd) => new
    {
        server_tool_use = step.Search is null ? null : new { web_search_requests = isEnd && !step.Search.Fails ? 1 : 0 },
        input_tokens = usage.FreshInput,
        cache_creation_input_tokens = usage.CacheWrite + usage.CacheWrite1h,
        cache_read_input_tokens = usage.CacheRead,
        cache_creation = new { ephemeral_5m_input_tokens = usage.CacheWrite, ephemeral_1h_input_tokens = usage.CacheWrite1h },
        output_tokens = usage.Output,
        output_tokens_details = new { thinking_tokens = usage.Reasoning },
        service_tier = "standard",
    };

    private static string Frame(string type, object data) => SseFrames.Named(type, data);
}
