using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CodexFuncGateway.Fuzz.Corpus;
using CodexFuncGateway.Simulators.EventStreams;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Changes what an upstream says: its frames, the JSON in them, and the bytes of it all.</summary>
internal sealed class ReplyMutator(Chance chance)
{
    public byte[] Mutate(ReplySample reply)
    {
        var frames = reply.Frames.ToList();
        for (var changes = chance.Below(4); changes > 0 && frames.Count > 0; changes--)
        {
            Change(frames, reply);
        }

        byte[] bytes = [.. frames.SelectMany(frame => reply.ContentType == ReplySample.Messages ? Message(frame) : frame)];
        return chance.OneIn(5) ? ByteMutator.Mutate(bytes, chance) : bytes;
    }

    private void Change(List<byte[]> frames, ReplySample reply)
    {
        var at = chance.Below(frames.Count);
        switch (chance.Below(reply.ContentType == ReplySample.Json ? 1 : 6))
        {
            case 0 or 1 or 2:
                frames[at] = ChangeJson(frames[at]);
                break;
            case 3:
                frames.RemoveAt(at);
                break;
            case 4:
                frames.Insert(chance.Below(frames.Count + 1), chance.Of(chance.Of([.. Samples.Replies[reply.Dialect].Where(other => other.ContentType == reply.ContentType)]).Frames));
                break;
            default:
                (frames[at], frames[0]) = (frames[0], frames[at]);
                break;
        }
    }

    /// <summary>Whatever stands before the JSON stays, such as <c>data: </c>.</summary>
    private byte[] ChangeJson(byte[] frame)
    {
        var start = frame.AsSpan().IndexOfAny((byte)'{', (byte)'[');
        if (start < 0 || Parse(frame[start..]) is not { } json)
        {
            return ByteMutator.Mutate(frame, chance);
        }

        var changed = JsonText.Write(new JsonMutator(chance).Mutate(json, [json.DeepClone()]), chance);
        return [.. frame[..start], .. changed, .. frame[^1] == '\n' ? "\n\n"u8 : ""u8];
    }

    private static JsonNode? Parse(byte[] json)
    {
        try
        {
            var node = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            // Texts are decoded only now, and not all can be.
            return JsonTree.Values(node).ToArray().Length > 0 ? node?.DeepClone() : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A line such as <c>event messageStart {…}</c> as the bytes that it stands for.</summary>
    private byte[] Message(byte[] line)
    {
        var words = Encoding.UTF8.GetString(line).Split(' ', 3);
        var (kind, name, json) = (words[0], words.ElementAtOrDefault(1) ?? "", words.ElementAtOrDefault(2) ?? "");
        var message = kind switch
        {
            "exception" => EventStreamMessage.Exception(name, json),
            "error" => EventStreamMessage.Error(name, json.Length > 200 ? json[..200] : json),
            _ => EventStreamMessage.Event(name, json),
        };
        if (!chance.OneIn(40))
        {
            return message;
        }

        var damaged = ByteMutator.Mutate(message, chance);
        if (damaged.Length >= 16 && chance.OneIn(2))
        {
            EventStreamMessage.WriteChecksums(damaged);
        }

        return damaged;
    }
}
