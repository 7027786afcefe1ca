using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>Tool definitions, what may be combined, and the choice among them.</summary>
internal static partial class ToolRules
{
    public static string? FindProblem(JsonElement body, ModelTraits traits, GeminiService service)
    {
        var functions = body.ItemsAt("tools").SelectMany(tool => tool.ItemsAt("functionDeclarations")).ToList();
        return functions.Select((function, index) => FindFunctionProblem(function, $"tools[0].function_declarations[{index}]")).FirstOrDefault(problem => problem is not null)
            ?? FindDuplicate(functions)
            ?? FindCombinationProblem(body, functions.Count > 0, traits, service)
            ?? FindChoiceProblem(body.At("toolConfig").At("functionCallingConfig"), functions);
    }

    private static string? FindFunctionProblem(JsonElement function, string path)
    {
        if (!Name().IsMatch(function.TextAt("name") ?? ""))
        {
            return $"* GenerateContentRequest.{path}.name: Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), "
                + "underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 128.";
        }

        if (function.Has("parameters") && function.Has("parametersJsonSchema"))
        {
            return $"{path}: parameters and parameters_json_schema are mutually exclusive.";
        }

        return FindOpenApiProblem(function.At("parameters"), $"{path}.parameters")
            ?? (function.Has("parametersJsonSchema") && function.At("parametersJsonSchema").TextAt("type") != "object" ? $"{path}.parameters_json_schema: must be of type object" : null)
            ?? JsonSchemaRules.FindProblem(function.At("parametersJsonSchema"), $"{path}.parameters_json_schema");
    }

    /// <summary>What a field's type cannot say of the older, narrower form.</summary>
    private static string? FindOpenApiProblem(JsonElement schema, string path) => schema.TextAt("type")?.ToUpperInvariant() switch
    {
        "OBJECT" when !schema.At("properties").Names().Any() => $"* GenerateContentRequest.{path}.properties: should be non-empty for OBJECT type",
        "ARRAY" when !schema.Has("items") => $"* GenerateContentRequest.{path}.items: missing field.",
        "OBJECT" => schema.At("properties").EnumerateObject().Select(property => FindOpenApiProblem(property.Value, $"{path}.properties[{property.Name}]")).FirstOrDefault(problem => problem is not null),
        "ARRAY" => FindOpenApiProblem(schema.At("items"), $"{path}.items"),
        _ => null,
    };

    private static string? FindDuplicate(List<JsonElement> functions) =>
        functions.CountBy(function => function.TextAt("name") ?? "").FirstOrDefault(count => count.Value > 1) is { Key: { } name } ? $"Duplicate function declaration found: {name}" : null;

    private static string? FindCombinationProblem(JsonElement body, bool hasFunctions, ModelTraits traits, GeminiService service)
    {
        var hasSearch = body.ItemsAt("tools").Any(tool => tool.Has("googleSearch"));
        var tells = body.At("toolConfig").IsTrueAt("includeServerSideToolInvocations");
        return (hasFunctions && hasSearch, tells) switch
        {
            (_, true) when !traits.IsThird => "Tool call context circulation is not enabled",
            (true, _) when service.IsVertex => "Built-in tools ({google_search}) and Function Calling cannot be combined in the same request.",
            (true, _) when !traits.IsThird => "Tool use with function calling is unsupported",
            (true, false) => "Please enable tool_config.include_server_side_tool_invocations to use Built-in tools with Function calling.",
            _ => null,
        };
    }

    private static string? FindChoiceProblem(JsonElement choice, List<JsonElement> functions)
    {
        var (mode, allowed) = (choice.TextAt("mode"), choice.ItemsAt("allowedFunctionNames").Select(name => name.GetString()).ToList());
        return choice switch
        {
            { ValueKind: JsonValueKind.Undefined } => null,
            _ when functions.Count == 0 => "Function calling config is set without function_declarations.",
            _ when allowed.Count > 0 && mode is not ("ANY" or "VALIDATED") => "allowed_function_names should only be set when the function calling mode is ANY or VALIDATED.",
            _ when allowed.FirstOrDefault(name => functions.TrueForAll(function => function.TextAt("name") != name)) is { } unknown =>
                $"allowed_function_names holds the name of an undeclared function: {unknown}",
            _ => null,
        };
    }

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$")]
    private static partial Regex Name();
}
