using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Reads a counter as an upstream wrote it: a number or its text, whole or not. What no counter can be is left unsaid, so that a strange count
/// never costs a client its reply.
/// </summary>
internal sealed class TokenCountConverter : JsonConverter<long?>
{
    /// <summary>More than any call consumes, and so little that neither sums nor costs overflow.</summary>
    public const long Most = 1_000_000_000_000;

    public static long Clamp(long? stated) => Math.Clamp(stated ?? 0, 0, Most);

    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var whole) ? Clamp(whole) : reader.TryGetDouble(out var count) ? Whole(count) : null;
            case JsonTokenType.String:
                return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read) ? Whole(read) : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options) => throw new NotSupportedException("Counters are read only.");

    private static long? Whole(double count) => double.IsNaN(count) ? null : (long)Math.Ceiling(Math.Clamp(count, 0, Most));
}
