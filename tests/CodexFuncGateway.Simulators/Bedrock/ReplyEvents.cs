using System.Text;
using System.Text.Json;
using CodexFuncGateway.Simulators.EventStreams;
using CodexFuncGateway.Simulators.Json;
using CodexFuncGateway.Simulators.Scripts;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>
/// Content blocks as the messages of an event stream, padded as the service pads them. Only calls say that they begin; what the call consumed comes
/// after the word that the reply is whole.
/// </summary>
internal static class ReplyEvents
{
    private const string Padding = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ01234567";

    public static SimulatedReply Write(ScriptedStep step, IReadOnlyList<JsonElement> content)
    {
        List<(string Name, Dictionary<string, object?> Data)> events =
        [
            ("messageStart", new() { ["role"] = "assistant" }),
            .. content.SelectMany(WriteBlock),
            ("messageStop", new() { ["stopReason"] = ReplyBody.StopReason(step) }),
            ("metadata", new() { ["metrics"] = new { latencyMs = 412 }, ["usage"] = ReplyBody.WriteUsage(step.Usage) }),
        ];
        return new SimulatedReply([.. events.Select((written, index) => Frame(written.Name, written.Data, index))]) { ContentType = "application/vnd.amazon.eventstream" };
    }

    private static IEnumerable<(string Name, Dictionary<string, object?> Data)> WriteBlock(JsonElement block, int index)
    {
        if (block.Has("toolUse"))
        {
            var call = block.At("toolUse");
            yield return ("contentBlockStart", At(index, "start", new { toolUse = new { toolUseId = call.TextAt("toolUseId"), name = call.TextAt("name") } }));
        }

        foreach (var delta in WriteDeltas(block))
        {
            yield return ("contentBlockDelta", At(index, "delta", delta));
        }

        yield return ("contentBlockStop", new() { ["contentBlockIndex"] = index });
    }

    private static IEnumerable<object> WriteDeltas(JsonElement block) => block switch
    {
        _ when block.Has("text") => SseFrames.Pieces(block.TextAt("text")!).Select(text => new { text }),
        _ when block.Has("toolUse") => SseFrames.Pieces(block.At("toolUse").At("input").GetRawText()).Prepend("").Select(input => new { toolUse = new { input } }),
        _ => WriteReasoning(block.At("reasoningContent")),
    };

    private static IEnumerable<object> WriteReasoning(JsonElement reasoning)
    {
        if (reasoning.TextAt("redactedContent") is { } redacted)
        {
            return Convert.FromBase64String(redacted).Chunk(16).Select(redactedContent => new { reasoningContent = new { redactedContent } });
        }

        var text = reasoning.At("reasoningText");
        var told = SseFrames.Pieces(text.TextAt("text")!).Select(text => (object)new { reasoningContent = new { text } });
        return text.TextAt("signature") is { } signature ? told.Append(new { reasoningContent = new { signature } }) : told;
    }

    private static Dictionary<string, object?> At(int index, string name, object value) => new() { ["contentBlockIndex"] = index, [name] = value };

    private static byte[] Frame(string name, Dictionary<string, object?> data, int number)
    {
        data["p"] = Padding[..((number * 7 % (Padding.Length - 1)) + 1)];
        return EventStreamMessage.Event(name, Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(data)));
    }
}
