using System.Text.Json.Nodes;

namespace CodexFuncGateway.Fuzz.Mutation;

/// <summary>Values at the edges of what JSON, numbers, texts and memory can be. Some can only be written, not held: they are told as <see cref="Verbatim"/>.</summary>
internal static class OddValues
{
    private static readonly string[] Texts =
    [
        "null", "true", "false", "0", "-1", "1", "0.1", "-0", "1e999", "-1e999", "1e-999", "2147483647", "2147483648", "9223372036854775807",
        "9223372036854775808", "18446744073709551616", $"1{new string('0', 400)}", $"0.{new string('1', 400)}", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\udc00\\ud83d\"",
        "\"a\\r\\nX-Injected: 1\"", "\"../../etc/passwd\"", "\"%00\"", "\"\\u202e\"", "\"e\\u0301\"", "[]", "{}", "[[]]", "[null]", "{\"\":\"\"}", "{\"type\":null}", "{\"type\":\"message\"}", "{\"$ref\":\"#\"}",
        "\"file:///etc/passwd\"", "\"http://169.254.169.254/latest\"", "\"data:image/png;base64,\"", "\"data:,\"",
        "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}}}", "{\"allOf\":[{\"$ref\":\"#/allOf/0\"}]}",
    ];

    public static JsonNode? Any(Chance chance) => chance.Below(40) switch
    {
        0 => Verbatim($"\"{new string('x', 100_000)}\""),
        1 => Verbatim($"\"{string.Concat(Enumerable.Repeat("\\u00e9\\n", 5_000))}\""),
        2 => Nested(chance.Of([20, 50, 62, 64, 65, 200, 2_000])),
        3 => Verbatim(chance.Of(["01", "+1", "NaN", ".5", "1.", "'a'", "[1,]", "{\"a\":1,}", "tru", "\"\u0001\"", "/**/1", ""])),
        4 => Verbatim($"[{string.Join(',', Enumerable.Repeat("{}", 2_000))}]"),
        _ => Verbatim(chance.Of(Texts)),
    };

    /// <summary>A text that <see cref="JsonText"/> writes as it stands.</summary>
    public static JsonNode Verbatim(string json) => JsonValue.Create(JsonText.VerbatimMark + json);

    private static JsonNode Nested(int levels) => Verbatim(new string('[', levels) + new string(']', levels));
}
