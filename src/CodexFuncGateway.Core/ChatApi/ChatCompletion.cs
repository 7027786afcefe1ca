using System.Buffers;
using System.Text;
using System.Text.Json;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Translation;

namespace CodexFuncGateway.ChatApi;

/// <summary>Gathers an answer for a client that did not ask for a stream. JSON strings that follow one another are one when the quotation marks between them go.</summary>
internal sealed class ChatCompletion : IChatAnswer
{
    private readonly Dictionary<string, ArrayBufferWriter<byte>> members = [];
    private readonly List<(ChatCall Call, ArrayBufferWriter<byte> Content)> calls = [];

    /// <summary>The completion's id; also that of each chunk of a stream.</summary>
    public static string Id(ResponseHead head) => $"chatcmpl-{head.Suffix}";

    public void Append(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => Member(name).Write(text[1..^1]);

    public void AppendElement(ReadOnlySpan<byte> name, ReadOnlySpan<byte> element)
    {
        var list = Member(name);
        list.Write(list.WrittenCount > 0 ? ","u8 : []);
        list.Write(element);
    }

    public void StartCall(int index, ChatCall call) => calls.Add((call, new ArrayBufferWriter<byte>()));

    public void AppendCall(int index, ChatCall call, ReadOnlySpan<byte> text) => calls[index].Content.Write(text[1..^1]);

    /// <param name="isWhole">Says of a call's index whether it came to its end; clients run what they are given.</param>
    public void Write(Utf8JsonWriter json, ResponseHead head, ReadOnlySpan<byte> reason, TokenUsage usage, Predicate<int> isWhole)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Id(head));
        json.WriteString("object"u8, "chat.completion"u8);
        json.WriteNumber("created"u8, head.CreatedAt);
        json.WriteString("model"u8, head.Model);
        json.WriteStartArray("choices"u8);
        json.WriteStartObject();
        json.WriteNumber("index"u8, 0);
        WriteMessage(json, isWhole);
        json.WriteNull("logprobs"u8);
        json.WriteString("finish_reason"u8, reason);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WritePropertyName("usage"u8);
        ChatUsageWriter.Write(json, usage);
        json.WriteEndObject();
    }

    private void WriteMessage(Utf8JsonWriter json, Predicate<int> isWhole)
    {
        json.WriteStartObject("message"u8);
        json.WriteString("role"u8, "assistant"u8);
        WriteText(json, "content"u8, isRequired: true);
        WriteText(json, "refusal"u8, isRequired: true);
        WriteText(json, "reasoning_content"u8, isRequired: false);
        WriteList(json, "reasoning_details"u8);
        WriteList(json, "annotations"u8);
        var whole = calls.Where((_, index) => isWhole(index)).ToArray();
        if (whole.Length > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            Array.ForEach(whole, call => WriteCall(json, call.Call, call.Content));
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter json, ChatCall call, ArrayBufferWriter<byte> content)
    {
        json.WriteStartObject();
        call.Write(json, Quote(content.WrittenSpan));
        json.WriteEndObject();
    }

    private void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool isRequired)
    {
        if (Find(name) is { } text)
        {
            json.WriteCopy(name, Quote(text.WrittenSpan));
        }
        else if (isRequired)
        {
            json.WriteNull(name);
        }
    }

    private void WriteList(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        if (Find(name) is { } list)
        {
            json.WriteCopy(name, [.. "["u8, .. list.WrittenSpan, .. "]"u8]);
        }
    }

    private static byte[] Quote(ReadOnlySpan<byte> text) => [.. "\""u8, .. text, .. "\""u8];

    private ArrayBufferWriter<byte>? Find(ReadOnlySpan<byte> name) => members.GetValueOrDefault(Encoding.UTF8.GetString(name));

    private ArrayBufferWriter<byte> Member(ReadOnlySpan<byte> name)
    {
        var key = Encoding.UTF8.GetString(name);
        return members.TryGetValue(key, out var member) ? member : members[key] = new ArrayBufferWriter<byte>();
    }
}
