using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Cohere;

/// <summary>Tools: functions under names without hyphens, and a choice only where the model takes one.</summary>
internal static partial class ToolRules
{
    private static readonly HashSet<string> ToolNames = ["type", "function"];
    private static readonly HashSet<string> FunctionNames = ["name", "description", "parameters"];

    public static CohereProblem? FindProblem(JsonElement body)
    {
        var tools = body.ItemsAt("tools");
        var names = tools.Select(tool => tool.At("function").TextAt("name")).ToList();
        var needsTools = new[] { "tool_choice", "strict_tools" }.FirstOrDefault(name => body.Has(name));
        var traits = ModelTraits.Of(body.TextAt("model")!)!;
        return tools.Count == 0 && needsTools is not null ? new CohereProblem($"invalid request: {needsTools} requires tools to be specified.")
            : tools.Count > 0 && !traits.CallsTools ? new CohereProblem("tools are not supported for this model")
            : names.Distinct().Count() != names.Count ? new CohereProblem("invalid request: cannot have duplicate tool names")
            : tools.Select(tool => FindProblem(tool, body.IsTrueAt("strict_tools"))).FirstOrDefault(problem => problem is not null) ?? FindWrongChoice(body, traits);
    }

    private static CohereProblem? FindProblem(JsonElement tool, bool isStrict)
    {
        var function = tool.At("function");
        if (tool.TextAt("type") != "function" || tool.FirstUnknownName(ToolNames) is not null || function.FirstUnknownName(FunctionNames) is not null)
        {
            return new CohereProblem("invalid request: tools must be of type 'function' with a name, a description and parameters.", Status: 422);
        }

        var name = function.TextAt("name") ?? "";
        if (!Name().IsMatch(name))
        {
            return new CohereProblem($"invalid request: tool name '{name}' can only contain certain characters (A-Za-z0-9_) and can't begin with a digit");
        }

        var parameters = function.At("parameters");
        return parameters.ValueKind != JsonValueKind.Object || parameters.TextAt("type") != "object" ? new CohereProblem($"invalid request: parameters of {name} must be of type 'object'")
            : isStrict && SchemaRules.FindProblem(parameters) is { } problem ? new CohereProblem($"invalid request: parameters of {name}: {problem}")
            : null;
    }

    private static CohereProblem? FindWrongChoice(JsonElement body, ModelTraits traits) => body.TextAt("tool_choice") switch
    {
        null when !body.Has("tool_choice") => null,
        _ when !traits.TakesToolChoice => new CohereProblem("tool_choice is not supported for this model"),
        "REQUIRED" or "NONE" => null,
        _ => new CohereProblem("invalid request: tool_choice must be one of REQUIRED, NONE"),
    };

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Name();
}
