using System.Text.Json;
using System.Text.RegularExpressions;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>Tool definitions, the choice among them, and that there are some where the history has calls.</summary>
internal static partial class ToolRules
{
    private static readonly HashSet<string> ConfigNames = ["tools", "toolChoice"];
    private static readonly HashSet<string> SpecNames = ["name", "description", "inputSchema", "strict"];
    private static readonly HashSet<string> NovaSchemaNames = ["type", "properties", "required", "additionalProperties"];

    public static string? FindProblem(ConverseCall call)
    {
        var config = call.Body.At("toolConfig");
        if (config.ValueKind == JsonValueKind.Undefined)
        {
            return call.Blocks.Any(block => block.Has("toolUse") || block.Has("toolResult"))
                ? "The toolConfig field must be defined when using toolUse and toolResult content blocks."
                : null;
        }

        var specs = call.Tools.Where(tool => tool.Has("toolSpec")).Select(tool => tool.At("toolSpec")).ToList();
        return EnvelopeRules.FindUnknown(config, ConfigNames, "#/toolConfig")
            ?? (specs.Count > 0 ? null : "1 validation error detected: Value '[]' at 'toolConfig.tools' failed to satisfy constraint: Member must have length greater than or equal to 1")
            ?? (call.IsStreamed && !call.Model.StreamsCalls ? "This model doesn't support tool use in streaming mode." : null)
            ?? call.Tools.Select((tool, index) => FindToolProblem(tool, index, call.Model)).FirstOrDefault(problem => problem is not null)
            ?? (specs.Select(spec => spec.TextAt("name")).Distinct().Count() == specs.Count ? null : "The toolConfig.tools array contains duplicate tool names.")
            ?? FindChoiceProblem(config.At("toolChoice"), specs, call);
    }

    private static string? FindToolProblem(JsonElement tool, int index, BedrockModel model)
    {
        if (tool.Names().ToList() is not [var kind] || kind is not ("toolSpec" or "cachePoint"))
        {
            return $"The Tool object at toolConfig.tools.{index} must set exactly one of the following keys: toolSpec, systemTool, cachePoint.";
        }

        return kind == "toolSpec" ? FindSpecProblem(tool.At("toolSpec"), $"toolConfig.tools.{index}.toolSpec", model) : null;
    }

    private static string? FindSpecProblem(JsonElement spec, string path, BedrockModel model)
    {
        if (EnvelopeRules.FindUnknown(spec, SpecNames, $"#/{path.Replace('.', '/')}") is { } unknown)
        {
            return unknown;
        }

        if (!Name().IsMatch(spec.TextAt("name") ?? ""))
        {
            return $"1 validation error detected: Value '{spec.TextAt("name")}' at '{path}.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+";
        }

        if (spec.Has("description") && string.IsNullOrEmpty(spec.TextAt("description")))
        {
            return $"1 validation error detected: Value '' at '{path}.description' failed to satisfy constraint: Member must have length greater than or equal to 1";
        }

        return spec.Has("strict") && !model.TakesStrict
            ? "This model doesn't support the strict field. Remove strict and try again."
            : FindSchemaProblem(spec.At("inputSchema").At("json"), path, model, spec.IsTrueAt("strict"));
    }

    private static string? FindSchemaProblem(JsonElement schema, string path, BedrockModel model, bool isStrict)
    {
        if (schema.TextAt("type") != "object")
        {
            return $"The value at {path}.inputSchema.json.type must be one of the following: object.";
        }

        if (model.IsClaude && schema.Names().Any(name => name is "oneOf" or "anyOf" or "allOf"))
        {
            return $"The model returned the following errors: {path}.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level";
        }

        return isStrict && schema.At("additionalProperties").ValueKind != JsonValueKind.False
            ? $"The model returned the following errors: {path}: For 'object' type, 'additionalProperties' must be explicitly set to false"
            : model.IsNova ? EnvelopeRules.FindUnknown(schema, NovaSchemaNames, $"#/{path.Replace('.', '/')}/inputSchema/json") : null;
    }

    private static string? FindChoiceProblem(JsonElement choice, List<JsonElement> specs, ConverseCall call)
    {
        if (choice.ValueKind == JsonValueKind.Undefined || choice.Names().SequenceEqual(["auto"]))
        {
            return null;
        }

        if (choice.Names().ToList() is not [var kind] || kind is not ("any" or "tool"))
        {
            return "The ToolChoice object at toolConfig.toolChoice must set exactly one of the following keys: auto, any, tool.";
        }

        if (!call.Model.TakesForcedCalls)
        {
            return $"This model doesn't support the toolConfig.toolChoice.{kind} field. Remove toolConfig.toolChoice.{kind} and try again.";
        }

        return kind == "any" || specs.Exists(spec => spec.TextAt("name") == choice.At("tool").TextAt("name")) ? null : "The tool at toolConfig.toolChoice.tool.name is not defined in toolConfig.tools.";
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    internal static partial Regex Name();
}
