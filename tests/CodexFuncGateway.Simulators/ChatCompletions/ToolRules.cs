using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.ChatCompletions;

/// <summary>Tools: functions, and a search where the host has one, under names that the hosts take, and a choice that makes sense with them.</summary>
internal static partial class ToolRules
{
    private const int MostTools = 128;

    private static readonly HashSet<string> ToolNames = ["type", "function"];
    private static readonly HashSet<string> SearchNames = ["type"];
    private static readonly HashSet<string> FunctionNames = ["name", "description", "parameters", "strict"];

    public static ChatProblem? FindProblem(JsonElement body, ChatQuirks quirks)
    {
        var tools = body.ItemsAt("tools");
        if (body.Has("tools") && tools.Count is 0 or > MostTools)
        {
            return new ChatProblem($"'tools' must hold between 1 and {MostTools} tools", 400, null, "tools");
        }

        var needsTools = new[] { "tool_choice", "parallel_tool_calls" }.FirstOrDefault(name => body.Has(name));
        if (tools.Count == 0 && needsTools is not null)
        {
            return new ChatProblem($"'{needsTools}' is only allowed when 'tools' are specified.", 400, null, needsTools);
        }

        if (tools.Select(tool => tool.At("function").TextAt("name")).Distinct().Count() != tools.Count)
        {
            return new ChatProblem("tool names must be unique", 400, null, "tools");
        }

        return tools.Select((tool, index) => FindProblem(tool, index, quirks)).FirstOrDefault(problem => problem is not null) ?? FindWrongChoice(body, quirks);
    }

    private static ChatProblem? FindProblem(JsonElement tool, int index, ChatQuirks quirks)
    {
        if (quirks.SearchTool is { } search && tool.TextAt("type") == search)
        {
            return FindWrongSearch(tool, index);
        }

        if (tool.TextAt("type") != "function")
        {
            return new ChatProblem("Only `type:\"function\"` tools are supported on this endpoint", 400, null, "tools", index, "type");
        }

        var function = tool.At("function");
        if ((tool.FirstUnknownName(ToolNames) ?? function.FirstUnknownName(FunctionNames)) is { } unknown)
        {
            return new ChatProblem($"property 'tools.{index}.{unknown}' is unsupported", 400, null, "tools", index, unknown) { IsExtraInput = true };
        }

        if (function.Has("strict") && !quirks.AcceptsStrict)
        {
            return new ChatProblem($"property 'tools.{index}.function.strict' is unsupported", 400, null, "tools", index, "strict");
        }

        if (!Name().IsMatch(function.TextAt("name") ?? ""))
        {
            return new ChatProblem("Function name must be a-z, A-Z, 0-9, or contain underscores and dashes, with a maximum length of 64.", 400, null, "tools", index, "name");
        }

        var parameters = function.At("parameters");
        return parameters.ValueKind == JsonValueKind.Object && parameters.TextAt("type") != "object"
            ? new ChatProblem("schema must be a JSON Schema of 'type: \"object\"'", 400, "invalid_function_parameters", "tools", index, "parameters")
            : null;
    }

    private static ChatProblem? FindWrongSearch(JsonElement tool, int index) => tool.FirstUnknownName(SearchNames) is { } unknown
        ? new ChatProblem($"property 'tools.{index}.{unknown}' is unsupported", 400, null, "tools", index, unknown) { IsExtraInput = true }
        : null;

    private static ChatProblem? FindWrongChoice(JsonElement body, ChatQuirks quirks)
    {
        var choice = body.At("tool_choice");
        if (choice.ValueKind != JsonValueKind.Undefined && !quirks.AcceptsToolChoice)
        {
            return new ChatProblem("property 'tool_choice' is unsupported", 400, null, "tool_choice");
        }

        var isKnown = choice.ValueKind switch
        {
            JsonValueKind.Undefined => true,
            JsonValueKind.String => choice.GetString() is "auto" or "none" or "required" || (quirks.Errors == ChatErrorShape.Mistral && choice.GetString() == "any"),
            _ => body.ItemsAt("tools").Any(tool => tool.At("function").TextAt("name") == choice.At("function").TextAt("name")),
        };
        return isKnown ? null : new ChatProblem($"Invalid value for 'tool_choice': {choice}", 400, null, "tool_choice");
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
