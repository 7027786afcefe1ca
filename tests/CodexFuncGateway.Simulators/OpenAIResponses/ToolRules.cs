using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>Tool definitions, at the top level, in namespaces and in items that bring more.</summary>
internal static partial class ToolRules
{
    private static readonly Dictionary<string, HashSet<string>> NamesByType = new()
    {
        ["function"] = ["type", "name", "description", "parameters", "strict", "defer_loading"],
        ["custom"] = ["type", "name", "description", "format", "defer_loading"],
        ["namespace"] = ["type", "name", "description", "tools"],
        ["tool_search"] = ["type", "execution", "description", "parameters"],
    };

    public static ResponsesProblem? FindProblem(JsonElement body, ResponsesQuirks quirks)
    {
        var more = body.ItemsAt("input").Where(item => item.TextAt("type") == "additional_tools");
        return FindProblem(body.ItemsAt("tools"), "tools", quirks)
            ?? more.Select(item => FindProblem(item.ItemsAt("tools"), "input.tools", quirks)).FirstOrDefault(problem => problem is not null);
    }

    private static ResponsesProblem? FindProblem(IReadOnlyList<JsonElement> tools, string path, ResponsesQuirks quirks)
    {
        if (tools.Where(tool => tool.Has("name")).GroupBy(tool => tool.TextAt("name")).FirstOrDefault(names => names.Count() > 1) is { } twice)
        {
            return new ResponsesProblem($"Duplicate tool name '{twice.Key}'.", path);
        }

        return tools.Select((tool, index) => FindProblem(tool, $"{path}[{index}]", quirks)).FirstOrDefault(problem => problem is not null);
    }

    private static ResponsesProblem? FindProblem(JsonElement tool, string path, ResponsesQuirks quirks)
    {
        var type = tool.TextAt("type") ?? "";
        if (!quirks.ToolTypes.Contains(type))
        {
            return new ResponsesProblem($"{path}.type: unknown variant `{type}`, expected one of `{string.Join("`, `", quirks.ToolTypes)}`", $"{path}.type", "invalid_value")
            {
                IsUnreadable = true,
            };
        }

        if (NamesByType.TryGetValue(type, out var names) && tool.FirstUnknownName(names) is { } unknown)
        {
            return ResponsesProblem.UnknownParameter($"{path}.{unknown}");
        }

        return type switch
        {
            _ when SearchRules.IsSearch(tool) => SearchRules.FindProblem(tool, path, quirks),
            "function" => FindWrongName(tool, path, quirks) ?? FindWrongSchema(tool.At("parameters"), path, quirks),
            "custom" => FindWrongName(tool, path, quirks) ?? FindWrongFormat(tool.At("format"), path),
            "namespace" => FindWrongName(tool, path, quirks) ?? FindProblem(tool.ItemsAt("tools"), $"{path}.tools", quirks),
            _ => null,
        };
    }

    private static ResponsesProblem? FindWrongName(JsonElement tool, string path, ResponsesQuirks quirks)
    {
        var name = tool.TextAt("name") ?? "";
        return Name().IsMatch(name) && name.Length <= quirks.LongestToolName
            ? null
            : new ResponsesProblem($"Invalid '{path}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", $"{path}.name", "invalid_value");
    }

    private static ResponsesProblem? FindWrongSchema(JsonElement parameters, string path, ResponsesQuirks quirks)
    {
        if (parameters.ValueKind == JsonValueKind.Object && parameters.TextAt("type") == "object")
        {
            return null;
        }

        return quirks.SpeaksLikeXai
            ? new ResponsesProblem("tool parameter root must be an object type (root schema is an anyOf/oneOf union with a non-object branch)")
            : new ResponsesProblem("Invalid schema for function: schema must be a JSON Schema of 'type: \"object\"'.", $"{path}.parameters", "invalid_function_parameters");
    }

    private static ResponsesProblem? FindWrongFormat(JsonElement format, string path)
    {
        var isGrammar = format.TextAt("type") == "grammar" && format.TextAt("syntax") is "lark" or "regex" && format.TextAt("definition") is { Length: > 0 };
        return isGrammar || format.ValueKind == JsonValueKind.Undefined || format.TextAt("type") == "text"
            ? null
            : new ResponsesProblem($"Invalid '{path}.format'.", $"{path}.format", "invalid_value");
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Name();
}
