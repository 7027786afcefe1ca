using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.Translation;

/// <summary>The arguments of a call in the history, for upstreams that demand an object; models of others are not always held to that.</summary>
internal static class CallArguments
{
    /// <summary>The arguments as they are, byte for byte, where they are an object; else an object around them.</summary>
    public static RawJson AsObject(string arguments)
    {
        var json = Encoding.UTF8.GetBytes(arguments);
        return IsObject(json) ? new RawJson(json)
            : string.IsNullOrWhiteSpace(arguments) ? new RawJson("{}"u8.ToArray())
            : new RawJson(Encoding.UTF8.GetBytes($$"""{"arguments":"{{JsonEncodedText.Encode(arguments)}}"}"""));
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
