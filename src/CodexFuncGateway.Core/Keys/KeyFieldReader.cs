using System.Text.Json;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys;

/// <summary>Reads the values that an administrator sends; what is not as it should be is refused under the field's name.</summary>
internal static class KeyFieldReader
{
    private const int LongestText = 200;
    private const int MostTexts = 100;
    private const long LargestNumber = 1_000_000_000;
    private const decimal LargestAmount = 1_000_000;

    private static readonly string[] Periods = ["day", "week", "month", "total"];

    public static string? Text(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when IsPlain(json.GetString()!) => json.GetString(),
        _ => throw FieldError.Of(name, $"is a text of at most {LongestText} characters, none of them a control character"),
    };

    public static long? Number(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number when json.TryGetInt64(out var number) && number is >= 1 and <= LargestNumber => number,
        _ => throw FieldError.Of(name, "is a whole number of at least 1"),
    };

    public static bool Flag(string name, JsonElement json) =>
        json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw FieldError.Of(name, "is true or false");

    public static IReadOnlyList<string>? Texts(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array when json.GetArrayLength() <= MostTexts =>
            [.. json.EnumerateArray().Select(element => Text(name, element) is { Length: > 0 } text ? text : throw FieldError.Of(name, "holds texts"))],
        _ => throw FieldError.Of(name, $"is a list of at most {MostTexts} texts"),
    };

    /// <summary>A comma would make two of one wherever tags are listed.</summary>
    public static IReadOnlyList<string> Tags(string name, JsonElement json) =>
        Texts(name, json) is not { } tags ? [] : tags.Any(tag => tag.Contains(',', StringComparison.Ordinal)) ? throw FieldError.Of(name, "holds texts without commas") : tags;

    public static DateTimeOffset? Time(string name, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String when HasOffset(json.GetString()!) && json.TryGetDateTimeOffset(out var time) => time.ToUniversalTime(),
        _ => throw FieldError.Of(name, "is a time with its offset, such as 2027-01-31T00:00:00Z"),
    };

    public static KeyBudget? Budget(string name, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("amount_usd", out var amount) && amount.ValueKind == JsonValueKind.Number
            && amount.TryGetDecimal(out var dollars) && dollars is > 0 and <= LargestAmount
            && json.TryGetProperty("period", out var period) && period.ValueKind == JsonValueKind.String && Periods.Contains(period.GetString()!)
            ? new KeyBudget(dollars, period.GetString()!)
            : throw FieldError.Of(name, $"is an amount_usd above 0 and a period, one of {string.Join(", ", Periods)}");
    }

    private static bool IsPlain(string text) => text.Length <= LongestText && !text.Any(char.IsControl);

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal);
}
