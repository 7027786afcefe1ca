using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>The settings of a request that a response repeats, copied out of it so that the request itself can be let go.</summary>
public sealed class ResponseEcho
{
    /// <summary>Each setting, and what the API says of it where the request left it out.</summary>
    private static readonly (JsonEncodedText Name, byte[] Default)[] Settings =
    [
        (JsonEncodedText.Encode("instructions"), "null"u8.ToArray()),
        (JsonEncodedText.Encode("max_output_tokens"), "null"u8.ToArray()),
        (JsonEncodedText.Encode("metadata"), "{}"u8.ToArray()),
        (JsonEncodedText.Encode("parallel_tool_calls"), "true"u8.ToArray()),
        (JsonEncodedText.Encode("prompt_cache_key"), "null"u8.ToArray()),
        (JsonEncodedText.Encode("reasoning"), "null"u8.ToArray()),
        (JsonEncodedText.Encode("temperature"), "1"u8.ToArray()),
        (JsonEncodedText.Encode("text"), """{"format":{"type":"text"}}"""u8.ToArray()),
        (JsonEncodedText.Encode("tool_choice"), "\"auto\""u8.ToArray()),
        (JsonEncodedText.Encode("tools"), "[]"u8.ToArray()),
        (JsonEncodedText.Encode("top_p"), "1"u8.ToArray()),
    ];

    private readonly ReadOnlyMemory<byte>[] values;

    private ResponseEcho(ReadOnlyMemory<byte>[] values) => this.values = values;

    public static ResponseEcho Of(JsonView request)
    {
        var values = Array.ConvertAll(Settings, setting => Find(request, setting));
        var copy = GC.AllocateUninitializedArray<byte>(values.Sum(value => value.Length)).AsMemory();
        foreach (ref var value in values.AsSpan())
        {
            value.CopyTo(copy);
            (value, copy) = (copy[..value.Length], copy[value.Length..]);
        }

        return new ResponseEcho(values);
    }

    public void Write(Utf8JsonWriter json)
    {
        for (var index = 0; index < Settings.Length; index++)
        {
            json.WritePropertyName(Settings[index].Name);
            json.WriteRawValue(values[index].Span, skipInputValidation: true);
        }

        json.WriteNull("access_programs"u8); // OpenAI's own; its types require the field of every response
        json.WriteBoolean("store"u8, false); // whatever was asked: the gateway keeps nothing
    }

    private static ReadOnlyMemory<byte> Find(JsonView request, (JsonEncodedText Name, byte[] Default) setting) =>
        request.ValueKind == JsonValueKind.Object && request.TryGetProperty(setting.Name.Value, out var value)
            ? OnOneLine(value)
            : setting.Default;

    /// <summary>A line break between a client's indented properties would end the data line of the event that repeats them.</summary>
    private static ReadOnlyMemory<byte> OnOneLine(JsonView value)
    {
        var raw = value.Raw;
        if (!raw.Span.ContainsAny((byte)'\n', (byte)'\r'))
        {
            return raw;
        }

        // Between values a line break is but space, and nowhere else can one stand.
        var line = raw.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }
}
