using System.Text.Encodings.Web;
using System.Text.Json;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.ChatApi;

/// <summary>Reads the events of a Responses stream, the gateway's own or a relayed one, and tells a chat client the same.</summary>
/// <param name="stopSequences">Where the answer is to end.</param>
internal sealed class ChatEventReader(IChatAnswer answer, IReadOnlyList<byte[]> stopSequences)
{
    private readonly ChatPassages content = new(answer);
    private readonly ChatPassages reasoning = new(answer);
    private readonly ChatStops? stops = stopSequences.Count > 0 ? new ChatStops(stopSequences) : null;
    private readonly Dictionary<int, (int Index, ChatCall Call)> calls = [];
    private readonly HashSet<int> whole = [];
    private int details;
    private int last;

    /// <summary>Whether the call of this index came to its end.</summary>
    public bool IsWhole(int index) => whole.Contains(index);

    /// <summary>Says why the answer ended, once all of it has been told.</summary>
    public ReadOnlySpan<byte> Finish(FinishReason? reason)
    {
        AppendText(last, stops is null ? [] : stops.Rest());
        return stops is { HasStopped: true } ? "stop"u8 : ChatFinishReasons.Map(reason, calls.Count > 0);
    }

    /// <param name="events">Whole events.</param>
    /// <exception cref="GatewayException">A relayed one is not JSON.</exception>
    public void Read(ReadOnlyMemory<byte> events)
    {
        var frames = new EventFrames(events);
        while (frames.MoveNext())
        {
            if (frames.Type.EndsWith(".delta"u8) || frames.Type.EndsWith(".added"u8) || frames.Type.SequenceEqual("response.output_item.done"u8))
            {
                using var index = Parse(frames.Data);
                Read(frames.Type, index.Root);
            }
        }
    }

    private static JsonIndex Parse(ReadOnlyMemory<byte> data)
    {
        try
        {
            return JsonIndex.Parse(data);
        }
        catch (JsonException)
        {
            throw new GatewayException(ErrorKind.UpstreamFailed, "The provider sent an event that is not valid JSON.");
        }
    }

    private void Read(ReadOnlySpan<byte> type, JsonView told)
    {
        if (type.SequenceEqual("response.output_text.delta"u8))
        {
            ReadText(Number(told, "output_index"), Delta(told));
        }
        else if (type.SequenceEqual("response.function_call_arguments.delta"u8) || type.SequenceEqual("response.custom_tool_call_input.delta"u8))
        {
            AppendCall(told);
        }
        else if (type.SequenceEqual("response.reasoning_summary_text.delta"u8))
        {
            reasoning.Append("reasoning_content"u8, Number(told, "output_index"), Number(told, "summary_index"), Delta(told));
        }
        else if (type.SequenceEqual("response.refusal.delta"u8))
        {
            answer.Append("refusal"u8, Delta(told));
        }
        else if (type.SequenceEqual("response.output_text.annotation.added"u8))
        {
            ReadAnnotation(told);
        }
        else if (told.TryGetProperty("item", out var item) && item.ValueKind == JsonValueKind.Object)
        {
            ReadItem(type, Number(told, "output_index"), item);
        }
    }

    private void ReadText(int item, ReadOnlySpan<byte> delta)
    {
        last = item;
        if (stops is null)
        {
            content.Append("content"u8, item, 0, delta);
        }
        else
        {
            AppendText(item, stops.Read(delta));
        }
    }

    private void AppendText(int item, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            content.Append("content"u8, item, 0, [.. "\""u8, .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, .. "\""u8]);
        }
    }

    private void ReadItem(ReadOnlySpan<byte> type, int place, JsonView item)
    {
        if (type.EndsWith(".added"u8))
        {
            StartCall(place, item);
        }
        else if (item.TryGetProperty("encrypted_content", out var state) && state.ValueKind == JsonValueKind.String)
        {
            answer.AppendElement("reasoning_details"u8, ChatReasoning.Write(details++, ChatReasoning.Place(calls.Count, content.HasBegun), state.GetRawText()));
        }
        else if (calls.TryGetValue(place, out var call) && !(item.TryGetProperty("status", out var status) && status.ValueEquals("incomplete")))
        {
            whole.Add(call.Index);
        }
    }

    private void StartCall(int place, JsonView item)
    {
        if (stops is not { HasStopped: true } && ChatCall.TryRead(item) is { } call)
        {
            calls[place] = (calls.Count, call);
            answer.StartCall(calls[place].Index, call);
        }
    }

    private void AppendCall(JsonView told)
    {
        if (calls.TryGetValue(Number(told, "output_index"), out var call))
        {
            answer.AppendCall(call.Index, call.Call, Delta(told));
        }
    }

    private void ReadAnnotation(JsonView told)
    {
        if (told.TryGetProperty("annotation", out var annotation) && ChatCitation.TryMap(annotation) is { } citation)
        {
            answer.AppendElement("annotations"u8, citation);
        }
    }

    private static int Number(JsonView told, string name) => told.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : 0;

    /// <summary>A JSON string; empty where an upstream's own event has none.</summary>
    private static ReadOnlySpan<byte> Delta(JsonView told) =>
        told.TryGetProperty("delta", out var delta) && delta.ValueKind == JsonValueKind.String ? delta.RawSpan : "\"\""u8;
}
