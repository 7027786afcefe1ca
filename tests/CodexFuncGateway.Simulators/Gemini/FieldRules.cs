using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>Proto JSON is strict: every name it does not know and every value of another type is refused, all of them in one message.</summary>
internal sealed partial class FieldRules(GeminiService service)
{
    private readonly Dictionary<string, Dictionary<string, string>> messages = MessageFields.Of(service);

    public string? FindProblem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return "Invalid JSON payload received. Expected an object.";
        }

        var problems = FindProblems(body, "Request", "").ToList();
        return problems.Count == 0 ? null : string.Join('\n', problems);
    }

    private IEnumerable<string> FindProblems(JsonElement value, string type, string path) => type switch
    {
        ['[', .. var item, ']'] => value.ValueKind == JsonValueKind.Array
            ? value.Items().SelectMany((element, index) => FindProblems(element, item, $"{path}[{index}]"))
            : [Expected(path, "a list", value)],
        ['{', .. var item, '}'] => value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().SelectMany((property, index) => FindProblems(property.Value, item, $"{path}[{index}].value"))
            : [Expected(path, "an object", value)],
        _ when messages.TryGetValue(type, out var fields) => FindFieldProblems(value, fields, path),
        _ => IsOf(type, value) ? [] : [Expected(path, type, value)],
    };

    private IEnumerable<string> FindFieldProblems(JsonElement message, Dictionary<string, string> fields, string path)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            return [Expected(path, "an object", message)];
        }

        return message.EnumerateObject().SelectMany(property => fields.TryGetValue(property.Name, out var type)
            ? FindProblems(property.Value, type, Join(path, property.Name))
            : [$"Invalid JSON payload received. Unknown name \"{property.Name}\"{At(path)}: Cannot find field."]);
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "value" => true,
        "string" => value.ValueKind == JsonValueKind.String,
        "bytes" => value.ValueKind == JsonValueKind.String && IsBase64(value.GetString()!),
        "bool" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "struct" => value.ValueKind == JsonValueKind.Object,
        _ => value.ValueKind == JsonValueKind.String && MessageFields.Words[type].Contains(value.GetString()!.ToUpperInvariant()),
    };

    /// <summary>Proto JSON takes the alphabet for URLs too.</summary>
    private static bool IsBase64(string text) => Convert.TryFromBase64String(text.Replace('-', '+').Replace('_', '/'), new byte[text.Length], out _);

    private static string Expected(string path, string type, JsonElement value) =>
        $"Invalid value{At(path)} ({(type == "bytes" ? "TYPE_BYTES" : type)}), {(type == "bytes" ? "Base64 decoding failed" : value.ValueKind)}";

    private static string At(string path) => path.Length > 0 ? $" at '{path}'" : "";

    private static string Join(string path, string name) =>
        $"{path}{(path.Length > 0 ? "." : "")}{Capital().Replace(name, match => $"_{match.Value.ToLowerInvariant()}")}";

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
