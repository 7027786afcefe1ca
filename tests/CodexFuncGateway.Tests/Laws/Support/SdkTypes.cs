using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>
/// The types that the official SDK publishes, as <c>tests/CodexFuncGateway.CodexTests/Sdk/types.mjs</c> extracts them: what a value lacks, or has wrong,
/// to be one of them. Fields that a type does not name may be there; an optional one may be null, as OpenAI's own events have it.
/// </summary>
internal static class SdkTypes
{
    private static readonly JsonElement Types =
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(FixtureFolder.Path, "sdk-types", "openai.json"))).GetProperty("types");

    /// <summary>Fields that the SDK itself adds to what it receives.</summary>
    private static readonly HashSet<(string Type, string Field)> Added = [("Response", "output_text")];

    /// <summary>Closed lists that the service itself goes beyond: Codex acts on codes of failed responses that are not in the SDK's.</summary>
    private static readonly HashSet<(string Type, string Field)> Open = [("ResponseError", "code")];

    /// <param name="type">A type's name, or an expression of several.</param>
    public static void Require(JsonElement value, string type) => Assert.True(FindProblem(value, type, "") is null, $"{FindProblem(value, type, "")} in {value}");

    private static string? FindProblem(JsonElement value, string type, string path)
    {
        var all = Alternatives(type).ToArray();
        var meant = all.Where(one => IsMeant(value, one)).ToArray();
        var problems = (meant.Length > 0 ? meant : all).Select(one => FindProblemWithOne(value, one, path)).ToArray();
        return problems.Contains(null) ? null : problems.Length == 1 ? problems[0] : $"{path} is none of {type}";
    }

    /// <summary>Whether the value says by its own type that it is this one of several.</summary>
    private static bool IsMeant(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("type", out var named)
        && Types.TryGetProperty(type, out var declared) && declared.ValueKind == JsonValueKind.Object
        && declared.TryGetProperty("type", out var literal) && literal.GetString() == $"'{named.GetString()}'";

    private static string? FindProblemWithOne(JsonElement value, string type, string path) => type switch
    {
        "unknown" or "any" => null,
        "string" => Expect(value.ValueKind == JsonValueKind.String, type, path, value),
        "number" => Expect(value.ValueKind == JsonValueKind.Number, type, path, value),
        "boolean" => Expect(value.ValueKind is JsonValueKind.True or JsonValueKind.False, type, path, value),
        "true" or "false" or "null" => Expect(value.GetRawText() == type, type, path, value),
        ['\'', .. var literal, '\''] => Expect(value.ValueKind == JsonValueKind.String && value.GetString() == literal, type, path, value),
        _ when type.StartsWith("Array<", StringComparison.Ordinal) => FindProblemInArray(value, type["Array<".Length..^1], path),
        _ when int.TryParse(type, out _) => Expect(value.GetRawText() == type, type, path, value),
        _ => Types.TryGetProperty(type, out var declared) ? FindProblemWithDeclared(value, type, declared, path) : $"{path}: the type {type} is not known",
    };

    private static string? FindProblemWithDeclared(JsonElement value, string type, JsonElement declared, string path)
    {
        if (declared.ValueKind == JsonValueKind.String)
        {
            return FindProblem(value, declared.GetString()!, path);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return Expect(false, type, path, value);
        }

        return declared.EnumerateObject().Where(field => !Added.Contains((type, field.Name)))
            .Select(field => FindProblemWithField(value, field.Name, Open.Contains((type, field.Name)) ? "string" : field.Value.GetString()!, path))
            .FirstOrDefault(problem => problem is not null);
    }

    private static string? FindProblemWithField(JsonElement value, string field, string type, string path)
    {
        var isOptional = field.EndsWith('?');
        var name = field.TrimEnd('?');
        if (!value.TryGetProperty(name, out var found))
        {
            return isOptional ? null : $"{path}.{name} is missing";
        }

        return isOptional && found.ValueKind == JsonValueKind.Null ? null : FindProblem(found, type, $"{path}.{name}");
    }

    private static string? FindProblemInArray(JsonElement value, string type, string path) => value.ValueKind != JsonValueKind.Array
        ? Expect(false, "Array", path, value)
        : value.EnumerateArray().Select((element, index) => FindProblem(element, type, $"{path}[{index}]")).FirstOrDefault(problem => problem is not null);

    private static string? Expect(bool isSo, string type, string path, JsonElement value) => isSo ? null : $"{path} must be {type}, not {value.GetRawText()}";

    /// <summary>The members of a union; unions within an array's brackets are its own.</summary>
    private static IEnumerable<string> Alternatives(string type)
    {
        var (start, depth) = (0, 0);
        for (var at = 0; at < type.Length; at++)
        {
            depth += type[at] switch { '<' => 1, '>' => -1, _ => 0 };
            if (type[at] == '|' && depth == 0)
            {
                yield return type[start..at].Trim();
                start = at + 1;
            }
        }

        yield return type[start..].Trim();
    }
}
