using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Anthropic;

/// <summary>Tool definitions and the choice among them.</summary>
internal static partial class ToolRules
{
    private static readonly HashSet<string> ToolNames =
    [
        "type", "name", "description", "input_schema", "cache_control", "strict", "eager_input_streaming", "input_examples", "defer_loading", "allowed_callers",
    ];

    private static readonly HashSet<string> ChoiceNames = ["type", "name", "disable_parallel_tool_use"];

    public static string? FindProblem(JsonElement body)
    {
        var tools = body.ItemsAt("tools");
        var problem = tools.Select((tool, index) => FindToolProblem(tool, $"tools.{index}")).FirstOrDefault(problem => problem is not null);
        if (problem is not null)
        {
            return problem;
        }

        if (tools.Select(tool => tool.TextAt("name")).Distinct().Count() != tools.Count)
        {
            return "tools: Tool names must be unique.";
        }

        return FindChoiceProblem(body.At("tool_choice"), tools) ?? FindHistoryWithoutTools(body, tools);
    }

    private static string? FindToolProblem(JsonElement tool, string path)
    {
        if (SearchRules.IsSearch(tool))
        {
            return SearchRules.FindProblem(tool, path);
        }

        if (tool.TextAt("type") is { } type && type != "custom")
        {
            return ServerTool().IsMatch(type) ? null : $"{path}: Input tag '{type}' found using 'type' does not match any of the expected tags: 'custom', …";
        }

        if (tool.FirstUnknownName(ToolNames) is { } unknown)
        {
            return $"{path}.custom.{unknown}: Extra inputs are not permitted";
        }

        if (!Name().IsMatch(tool.TextAt("name") ?? ""))
        {
            return $"{path}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'";
        }

        if (tool.Has("description") && string.IsNullOrEmpty(tool.TextAt("description")))
        {
            return $"{path}.custom.description: String should have at least 1 character";
        }

        return FindSchemaProblem(tool.At("input_schema"), path);
    }

    private static string? FindSchemaProblem(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return $"{path}.custom.input_schema: Field required";
        }

        if (schema.TextAt("type") != "object")
        {
            return $"{path}.custom.input_schema.type: Input should be 'object'";
        }

        return schema.Names().Any(name => name is "oneOf" or "anyOf" or "allOf")
            ? $"{path}.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level"
            : null;
    }

    private static string? FindChoiceProblem(JsonElement choice, IReadOnlyList<JsonElement> tools)
    {
        if (choice.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (tools.Count == 0)
        {
            return "tool_choice may only be specified while providing tools.";
        }

        if (choice.FirstUnknownName(ChoiceNames) is { } unknown)
        {
            return $"tool_choice.{unknown}: Extra inputs are not permitted";
        }

        return choice.TextAt("type") switch
        {
            "auto" or "any" or "none" => null,
            "tool" when tools.Any(tool => tool.TextAt("name") == choice.TextAt("name")) => null,
            "tool" => $"Tool '{choice.TextAt("name")}' not found in provided tools",
            var type => $"tool_choice: Input tag '{type}' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'",
        };
    }

    private static string? FindHistoryWithoutTools(JsonElement body, IReadOnlyList<JsonElement> tools)
    {
        var blocks = body.ItemsAt("messages").SelectMany(message => message.ItemsAt("content"));
        return tools.Count == 0 && blocks.Any(block => block.TextAt("type") is "tool_use" or "tool_result")
            ? "Requests which have `tool_use` or `tool_result` blocks in `messages` must define `tools`."
            : null;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$")]
    private static partial Regex Name();

    [GeneratedRegex("_[0-9]{8}$")]
    private static partial Regex ServerTool();
}
